package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.TimeReader;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.ingest.labels.Named;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value list as collectd's {@code write_http} writes it: {@code
 * {"values":[0.5],"dstypes":["gauge"],"dsnames":["value"],"time":1,"host":"gw","plugin":"cpu",…}}.
 * It is named as in line protocol: the plugin is the measurement, each value one of its fields, and
 * what else names it is a label.
 */
final class CollectdReader implements ItemReader {
  /** What collectd writes first. */
  static final String VALUES = "values";

  private static final String NAMES = "dsnames";
  private static final String TYPES = "dstypes";
  private static final String TIME = "time";
  private static final String PLUGIN = "plugin";
  private static final List<String> REQUIRED = List.of(VALUES, TYPES, NAMES, PLUGIN);

  private final ReadingSink sink;
  private final LabelNaming naming;
  private final TimeReader times;
  private final ReadingDraft draft;
  private final JsonTime time = new JsonTime();
  private final CollectdValues values = new CollectdValues();
  private final Map<String, String> labels = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final boolean isGuessed;

  /**
   * For one request.
   *
   * @param isGuessed whether nobody has said that these are of collectd, so that an array of values
   *     alone may as well be a mistake in a reading
   */
  CollectdReader(ReadingRules rules, ReadingSink sink, LabelNaming naming, boolean isGuessed) {
    this.sink = sink;
    this.naming = naming;
    this.isGuessed = isGuessed;
    this.times = rules.times();
    this.draft = sink.begin();
  }

  @Override
  public TimeReader times() {
    return times;
  }

  @Override
  public @Nullable Violation read(JsonParser in, boolean hasTime) throws IOException {
    values.clear();
    labels.clear();
    seen.clear();
    if (hasTime) {
      seen.add(TIME);
    }
    Violation violation = null;
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      String member = in.currentName();
      ItemReader.enterValue(in);
      if (!seen.add(member) && violation == null) {
        violation = JsonFaults.repeated(member, JsonPointers.of(member));
      }
      if (violation == null) {
        violation = member(in, member);
      } else {
        in.skipChildren();
      }
    }
    if (isGuessed && !seen.contains(TYPES) && !seen.contains(NAMES)) {
      return JsonFaults.ARRAY_OF_VALUES;
    }
    return violation == null ? missing() : violation;
  }

  private @Nullable Violation member(JsonParser in, String member) throws IOException {
    return switch (member) {
      case VALUES -> values.values(in);
      case TYPES -> values.types(in);
      case NAMES -> values.names(in);
      case TIME -> time.read(in, member, times, draft);
      case PLUGIN, "host", "plugin_instance", "type", "type_instance" -> text(in, member);
      case "interval", "meta" -> {
        in.skipChildren();
        yield null;
      }
      default -> {
        in.skipChildren();
        yield new Violation(
            JsonPointers.of(member),
            "a value list of collectd has values, dstypes, dsnames, time, interval, host, plugin,"
                + " plugin_instance, type, type_instance and meta, and nothing else");
      }
    };
  }

  private @Nullable Violation text(JsonParser in, String member) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return JsonFaults.wrongType(in, member, "/" + member, "a string");
    }
    if (in.getTextLength() > JsonFaults.MAX_TEXT) {
      return new Violation(
          "/" + member, JsonFaults.tooLong(member, Names.MAX_TAG_VALUE_BYTES, in.getTextLength()));
    }
    labels.put(member, in.getText());
    return null;
  }

  private @Nullable Violation missing() {
    for (String member : REQUIRED) {
      if (!seen.contains(member)) {
        return new Violation("/" + member, member + " is missing");
      }
    }
    if (labels.getOrDefault(PLUGIN, "").isEmpty()) {
      return new Violation("/" + PLUGIN, "plugin must not be empty");
    }
    return values.violation();
  }

  @Override
  public @Nullable Violation add() throws IOException {
    String plugin = labels.remove(PLUGIN);
    Named named = naming.of(plugin, labels);
    if (named instanceof Named.Refused refused) {
      return new Violation("", refused.detail());
    }
    LabelledSeries series = (LabelledSeries) named;
    draft.sensor().set(series.sensor());
    int skipped = values.measure(series, draft);
    Violation violation = draft.size() == 0 ? null : sink.add();
    if (violation != null) {
      return violation;
    }
    sink.skip(skipped);
    return JsonFaults.repeatedMetric(draft);
  }
}
