package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.format.TimeReader;
import dev.tidewire.ingest.labels.LabelNaming;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of the shape that the query names, or that the first member of each tells: one of
 * Tidewire's own fields, one of Telegraf's or collectd's, or else a metric of a device.
 */
final class ShapeReader implements ObjectReader {
  private static final String OWN = "tidewire";
  private static final String DEVICE = "device";
  private static final String TELEGRAF = "telegraf";
  private static final String COLLECTD = "collectd";

  private static final Parameter SHAPE =
      new Parameter(
          "shape",
          value ->
              List.of(OWN, DEVICE, TELEGRAF, COLLECTD).contains(value)
                  ? null
                  : "shape must be one of tidewire, device, telegraf, collectd");

  private static final Parameter LENIENT = Parameter.flag("lenient");

  /** All parameters of JSON. */
  static final List<Parameter> PARAMETERS =
      Stream.concat(ReadingRules.PARAMETERS.stream(), Stream.of(SHAPE, LENIENT)).toList();

  private final ReadingSink sink;
  private final JsonTime time = new JsonTime();
  private final Map<String, ItemReader> readers;
  private String shape;
  private ItemReader current;

  ShapeReader(RequestFacts facts, ReadingSink sink, LabelNaming naming) {
    ReadingRules rules = ReadingRules.of(facts);
    boolean isLenient = facts.parameter(LENIENT, "false").equals("true");
    this.sink = sink;
    this.shape = facts.parameter(SHAPE, "");
    this.current = new JsonReadingReader(rules, sink);
    this.readers =
        Map.of(
            OWN, current,
            DEVICE,
                new DeviceReader(rules, TimeReader.inUtc(facts), sink, isLenient, shape.isEmpty()),
            TELEGRAF, new TelegrafReader(rules, sink, naming),
            COLLECTD, new CollectdReader(rules, sink, naming, shape.isEmpty()));
  }

  @Override
  public boolean canBeLines() {
    return true;
  }

  /** Telegraf sends its objects so; then they are of its shape. */
  @Override
  public boolean entersItems(JsonParser in) throws IOException {
    boolean isThere =
        (shape.isEmpty() || shape.equals(TELEGRAF)) && "metrics".equals(in.currentName());
    shape = isThere ? TELEGRAF : shape;
    return isThere;
  }

  @Override
  public @Nullable Violation read(JsonParser in) throws IOException {
    ReadingDraft draft = sink.begin();
    String first = in.currentToken() == JsonToken.FIELD_NAME ? in.currentName() : "";
    // A time comes first in objects of every shape.
    boolean hasTime = JsonField.of(first) == JsonField.TIME;
    Violation violation = hasTime ? takeTime(in, first) : null;
    current = Objects.requireNonNull(readers.get(shape.isEmpty() ? told(in, first) : shape));
    if (violation == null && hasTime) {
      violation = time.give(current.times(), draft);
    }
    if (violation != null) {
      skipRest(in);
      return violation;
    }
    return current.read(in, hasTime);
  }

  private @Nullable Violation takeTime(JsonParser in, String name) throws IOException {
    in.nextToken();
    Violation violation = time.take(in, name);
    in.nextToken();
    return violation;
  }

  private static void skipRest(JsonParser in) throws IOException {
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      in.nextToken();
      in.skipChildren();
    }
  }

  /**
   * The shape that the next member tells. Leaves the parser at its name or value.
   *
   * @param first the name of the object's first member
   */
  private static String told(JsonParser in, String first) throws IOException {
    if (in.currentToken() == JsonToken.END_OBJECT) {
      return OWN;
    }
    String next = in.currentName();
    if (first.equals(CollectdReader.VALUES)) {
      in.nextToken();
      return in.currentToken() == JsonToken.START_ARRAY ? COLLECTD : OWN;
    }
    boolean isThingsBoard = first.equals("ts") && next.equals("values");
    if (JsonField.of(next) != null && !isThingsBoard) {
      return OWN;
    }
    return next.equals("fields") ? TELEGRAF : DEVICE;
  }

  @Override
  public @Nullable Violation add() throws IOException {
    return current.add();
  }

  @Override
  public List<Violation> badMetrics() {
    return current.badMetrics();
  }
}
