package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.SeriesDefaults;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.Text;
import dev.tidewire.platform.text.TimeText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object as a reading. After a violation it skips the rest of the object, so that
 * the parser always stops at the object's end.
 */
final class JsonReadingReader {
  /** More in one object, and the body is refused: the names alone would fill the memory. */
  static final int MAX_METRICS = 10_000;

  private static final Violation NOT_A_TIME =
      new Violation("/time", "time must be " + TimeText.FORMS);

  private final SeriesDefaults defaults;
  private final ReadingSink sink;
  private final Text metric = new Text();
  private final Text unit = new Text();
  private final Text tags = new Text();
  private final Text time = new Text();
  private double value;

  JsonReadingReader(SeriesDefaults defaults, ReadingSink sink) {
    this.defaults = defaults;
    this.sink = sink;
  }

  /**
   * Reads the object that the parser has just entered into the sink's draft; returns what is wrong
   * with it, or null.
   */
  @Nullable Violation read(JsonParser in) throws IOException {
    ReadingDraft draft = sink.begin();
    metric.clear();
    unit.clear();
    tags.clear();
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

  private @Nullable Violation finish(ReadingDraft draft, int seen) {
    boolean several = JsonField.VALUES.isIn(seen);
    if (several && (JsonField.VALUE.isIn(seen) || JsonField.METRIC.isIn(seen))) {
      return new Violation("", "values replaces metric and value: give one or the other");
    }
    if (!several && !JsonField.VALUE.isIn(seen)) {
      return new Violation("", "value is missing");
    }
    defaults.fill(draft.sensor(), metric, unit);
    if (!several) {
      draft.measure(value, unit, tags).set(metric);
    }
    return null;
  }

  private @Nullable Violation field(JsonField field, JsonParser in, ReadingDraft draft)
      throws IOException {
    return switch (field) {
      case SENSOR -> JsonString.read(in, "sensor", draft.sensor(), true);
      case METRIC -> JsonString.read(in, "metric", metric, true);
      case UNIT -> JsonString.read(in, "unit", unit, false);
      case TIME -> time(in, draft);
      case VALUE -> number(in, "value", "/value");
      case VALUES -> values(in, draft);
      case TAGS -> JsonTags.read(in, tags);
    };
  }

  private @Nullable Violation time(JsonParser in, ReadingDraft draft) throws IOException {
    long micros = TimeText.NOT_A_TIME;
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      time.set(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
      micros = TimeText.parseDate(time, TimeText.Rounding.DOWN);
    } else if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      boolean fits = in.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      micros = fits ? TimeText.ofMillis(in.getLongValue()) : TimeText.NOT_A_TIME;
    } else if (!in.currentToken().isNumeric()) {
      return JsonFaults.wrongType(in, "time", "/time", "a string or an integer of milliseconds");
    }
    if (micros == TimeText.NOT_A_TIME) {
      return NOT_A_TIME;
    }
    draft.setTimeMicros(micros);
    return null;
  }

  private @Nullable Violation number(JsonParser in, String name, String path) throws IOException {
    if (!in.currentToken().isNumeric()) {
      return JsonFaults.wrongType(in, name, path, "a number");
    }
    value = in.getDoubleValue();
    if (value == 0 && in.getTextCharacters()[in.getTextOffset()] == '-') {
      // For Jackson -0 is an integer, which has no sign.
      value = -0.0;
    }
    return Double.isFinite(value)
        ? null
        : new Violation(path, name + " is too large for a 64-bit floating-point number");
  }

  private @Nullable Violation values(JsonParser in, ReadingDraft draft) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return JsonFaults.wrongType(in, "values", "/values", "an object from metric to number");
    }
    Violation violation = null;
    for (int metrics = 1; in.nextToken() != JsonToken.END_OBJECT; metrics++) {
      if (metrics > MAX_METRICS) {
        throw new BodyRefusedException(
            ProblemType.BODY_TOO_LARGE,
            "The values of one object hold more than %d metrics; send them in several objects."
                .formatted(MAX_METRICS));
      }
      String name = in.currentName();
      in.nextToken();
      if (violation == null) {
        String detail = Names.metricViolation(name);
        String path = "/values" + JsonPointers.of(name);
        violation =
            detail == null ? number(in, Quoted.of(name), path) : new Violation(path, detail);
      }
      if (violation == null) {
        draft.measure(value, unit, tags).set(name);
      } else {
        in.skipChildren();
      }
    }
    return violation == null && draft.size() == 0
        ? new Violation("/values", "values must hold at least one metric")
        : violation;
  }
}
