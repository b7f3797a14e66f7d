package dev.tidewire.ingest.senml;

import com.fasterxml.jackson.core.JsonParser;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.json.JsonNumber;
import dev.tidewire.ingest.json.JsonString;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The base fields of a SenML pack, as the records so far have set them (RFC 8428, section 4.1). */
final class SenmlBase {
  /** Times below this one are relative to now (RFC 8428, section 4.5.3). */
  private static final double LEAST_ABSOLUTE_SECONDS = 1 << 28;

  private final Text name = new Text();
  private final Text unit = new Text();
  private final JsonNumber number = new JsonNumber();
  private double seconds;
  private double value;
  private double sum;

  /** Reads the member that the parser is at; returns what is wrong with it, or null. */
  @Nullable Violation read(JsonParser in, SenmlField field) throws IOException {
    String member = field.label();
    return switch (field) {
      case BASE_NAME -> JsonString.read(in, member, name, false, Names.MAX_SENSOR_BYTES);
      case BASE_UNIT -> JsonString.read(in, member, unit, false, Names.MAX_UNIT_BYTES);
      default -> {
        Violation violation = number.read(in, member, "/" + member);
        if (violation == null) {
          set(field, number.value());
        }
        yield violation;
      }
    };
  }

  private void set(SenmlField field, double read) {
    switch (field) {
      case BASE_TIME -> seconds = read;
      case BASE_VALUE -> value = read;
      case BASE_SUM -> sum = read;
      default -> throw new IllegalArgumentException(field + " is no base field with a number");
    }
  }

  /** The name of a record. */
  String name(Text ofRecord) {
    return name + ofRecord.toString();
  }

  /** Fills in the unit of a record that has none. */
  void fillUnit(Text ofRecord) {
    if (ofRecord.isEmpty()) {
      ofRecord.set(unit);
    }
  }

  double value(double ofRecord) {
    return value == 0 ? ofRecord : value + ofRecord;
  }

  double sum(double ofRecord) {
    return sum == 0 ? ofRecord : sum + ofRecord;
  }

  /** Gives a draft, which has the time of receipt, the time of a record. */
  void time(double ofRecord, ReadingDraft draft) {
    double at = seconds + ofRecord;
    // A double tells microseconds apart up to the year 2255.
    long micros = Math.round(seconds * 1e6) + Math.round(ofRecord * 1e6);
    if (at >= LEAST_ABSOLUTE_SECONDS) {
      draft.setTimeOfNumber(micros);
    } else if (micros != 0) {
      draft.setTimeMicros(draft.timeMicros() + micros);
    }
  }
}
