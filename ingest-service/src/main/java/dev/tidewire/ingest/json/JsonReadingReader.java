package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object as a reading. After a violation it skips the rest of the object, so that
 * the parser always stops at the object's end.
 */
final class JsonReadingReader {
  private final ReadingRules rules;
  private final ReadingSink sink;
  private ReadingDraft draft;
  private final Text metric = new Text();
  private final Text unit = new Text();
  private final Text tags = new Text();
  private final Text time = new Text();
  private final JsonNumber number = new JsonNumber();
  private final JsonValues values = new JsonValues(number);

  JsonReadingReader(ReadingRules rules, ReadingSink sink) {
    this.rules = rules;
    this.sink = sink;
    this.draft = sink.begin();
  }

  /**
   * Reads the object that the parser has just entered into the sink's draft; returns what is wrong
   * with it, or null.
   */
  @Nullable Violation read(JsonParser in) throws IOException {
    draft = sink.begin();
    metric.clear();
    unit.clear();
    tags.clear();
    values.clear();
    int seen = 0;
    Violation violation = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      JsonField field = JsonField.of(name);
      in.nextToken();
      if (violation == null) {
        violation =
            field == null ? JsonFaults.unknown(name) : JsonFaults.repeated(field, name, seen);
      }
      if (violation == null && field != null) {
        violation = field(field, in, draft);
        seen |= field.bit();
      } else {
        in.skipChildren();
      }
    }
    return violation == null ? finish(draft, seen) : violation;
  }

  /** Gives what was read to the sink; returns what is wrong with it, or null. */
  @Nullable Violation add() throws IOException {
    Violation violation = sink.add();
    draft.repeatedMetrics().forEach(values::repeated);
    return violation;
  }

  /** The metrics of the object that are wrong, when nothing else is and it has been added. */
  List<Violation> badMetrics() {
    return values.bad();
  }

  private @Nullable Violation finish(ReadingDraft draft, int seen) {
    boolean several = JsonField.VALUES.isIn(seen);
    if (several && (JsonField.VALUE.isIn(seen) || JsonField.METRIC.isIn(seen))) {
      return new Violation("", "values replaces metric and value: give one or the other");
    }
    if (!several && !JsonField.VALUE.isIn(seen)) {
      return new Violation("", "value is missing");
    }
    rules.defaults().fill(draft.sensor(), metric, unit);
    if (!several) {
      draft.measure(number.value(), unit, tags).set(metric);
    }
    return null;
  }

  private @Nullable Violation field(JsonField field, JsonParser in, ReadingDraft draft)
      throws IOException {
    return switch (field) {
      case SENSOR -> JsonString.read(in, "sensor", draft.sensor(), true, Names.MAX_SENSOR_BYTES);
      case METRIC -> JsonString.read(in, "metric", metric, true, Names.MAX_METRIC_BYTES);
      case UNIT -> JsonString.read(in, "unit", unit, false, Names.MAX_UNIT_BYTES);
      case TIME -> time(in, draft);
      case VALUE -> number.read(in, "value", "/value", draft);
      case VALUES -> values.read(in, unit, tags, draft);
      case TAGS -> JsonTags.read(in, tags);
    };
  }

  private @Nullable Violation time(JsonParser in, ReadingDraft draft) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT
        && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      rules.times().read(in.getLongValue(), draft);
      return null;
    }
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      return JsonFaults.wrongType(in, "time", "/time", "a string or a number since 1970");
    }
    time.set(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    String detail = rules.times().read(time, draft);
    return detail == null ? null : new Violation("/time", detail);
  }
}
