package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.TimeReader;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object as a reading. After a violation it skips the rest of the object, so that
 * the parser always stops at the object's end.
 */
final class JsonReadingReader implements ItemReader {
  private final ReadingRules rules;
  private final ReadingSink sink;
  private final ReadingDraft draft;
  private final Text metric = new Text();
  private final Text unit = new Text();
  private final Text tags = new Text();
  private final JsonTime time = new JsonTime();
  private final JsonNumber number = new JsonNumber();
  private final JsonValues values = new JsonValues(number);

  JsonReadingReader(ReadingRules rules, ReadingSink sink) {
    this.rules = rules;
    this.sink = sink;
    this.draft = sink.begin();
  }

  @Override
  public TimeReader times() {
    return rules.times();
  }

  @Override
  public @Nullable Violation read(JsonParser in, boolean hasTime) throws IOException {
    metric.clear();
    unit.clear();
    tags.clear();
    values.clear();
    int seen = hasTime ? JsonField.TIME.bit() : 0;
    Violation violation = null;
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      String name = in.currentName();
      JsonField field = JsonField.of(name);
      ItemReader.enterValue(in);
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

  @Override
  public @Nullable Violation add() throws IOException {
    Violation violation = sink.add();
    draft.repeatedMetrics().forEach(values::repeated);
    return violation;
  }

  @Override
  public List<Violation> badMetrics() {
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
      if (number.isInexact()) {
        draft.noteInexact();
      }
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
      case TIME -> time.read(in, "time", rules.times(), draft);
      case VALUE -> number.read(in, "value", "/value");
      case VALUES -> values.read(in, unit, tags, draft);
      case TAGS -> JsonTags.read(in, tags);
    };
  }
}
