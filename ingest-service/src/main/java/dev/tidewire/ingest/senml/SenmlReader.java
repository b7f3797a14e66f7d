package dev.tidewire.ingest.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.json.JsonFaults;
import dev.tidewire.ingest.json.JsonNumber;
import dev.tidewire.ingest.json.JsonString;
import dev.tidewire.ingest.json.ObjectReader;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a SenML pack (RFC 8428). Each value is a reading, and a sum one of the
 * metric {@code name.sum}. Booleans are 1 and 0; strings and data are left out and counted. Base
 * fields hold for their record and those behind it, so one that is wrong is the end of the body.
 */
final class SenmlReader implements ObjectReader {
  private static final Set<SenmlField> VALUES =
      EnumSet.of(SenmlField.VALUE, SenmlField.BOOLEAN, SenmlField.STRING, SenmlField.DATA);

  private static final int VERSION = 10;

  private final String givenSensor;
  private final ReadingSink sink;
  private final ReadingDraft draft;
  private final SenmlBase base = new SenmlBase();
  private final JsonNumber number = new JsonNumber();
  private final Set<SenmlField> seen = EnumSet.noneOf(SenmlField.class);
  private final Text name = new Text();
  private final Text unit = new Text();
  private final Text noTags = new Text();
  private double seconds;
  private double value;
  private double sum;
  private boolean isValueInexact;
  private boolean isSumInexact;

  /**
   * For one request.
   *
   * @param givenSensor the sensor of all records, whose whole names are metrics then; or empty
   */
  SenmlReader(String givenSensor, ReadingSink sink) {
    this.givenSensor = givenSensor;
    this.sink = sink;
    this.draft = sink.begin();
  }

  @Override
  public boolean entersItems(JsonParser in) {
    return false;
  }

  @Override
  public @Nullable Violation read(JsonParser in) throws IOException {
    seen.clear();
    name.clear();
    unit.clear();
    seconds = 0;
    Violation violation = null;
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      String label = in.currentName();
      in.nextToken();
      Violation ofMember = member(in, label);
      violation = violation == null ? ofMember : violation;
    }
    return violation == null ? resolve() : violation;
  }

  private @Nullable Violation member(JsonParser in, String label) throws IOException {
    SenmlField field = SenmlField.of(label);
    if (field == null) {
      skipUnknown(in, label);
      return null;
    }
    boolean isFirst = seen.add(field);
    Violation violation = field.isBase() ? base(in, field) : ofRecord(in, field);
    if (!isFirst) {
      violation = new Violation("/" + label, label + " is given twice");
    }
    if (violation != null && field.isBase()) {
      throw endOfBody(violation.detail());
    }
    return violation;
  }

  private @Nullable Violation base(JsonParser in, SenmlField field) throws IOException {
    if (field != SenmlField.BASE_VERSION) {
      return base.read(in, field);
    }
    Violation violation = number.read(in, "bver", "/bver");
    return violation == null && number.value() > VERSION
        ? new Violation("/bver", "bver must be at most %d".formatted(VERSION))
        : violation;
  }

  private @Nullable Violation ofRecord(JsonParser in, SenmlField field) throws IOException {
    String label = field.label();
    return switch (field) {
      case NAME -> JsonString.read(in, label, name, false, Names.MAX_SENSOR_BYTES);
      case UNIT -> JsonString.read(in, label, unit, false, Names.MAX_UNIT_BYTES);
      case BOOLEAN -> truth(in);
      case STRING, DATA -> {
        in.skipChildren();
        yield null;
      }
      default -> {
        Violation violation = number.read(in, label, "/" + label);
        switch (field) {
          case TIME -> seconds = number.value();
          case VALUE -> {
            value = number.value();
            isValueInexact = number.isInexact();
          }
          default -> {
            sum = number.value();
            isSumInexact = number.isInexact();
          }
        }
        yield violation;
      }
    };
  }

  private @Nullable Violation truth(JsonParser in) throws IOException {
    if (!in.currentToken().isBoolean()) {
      return JsonFaults.wrongType(in, "vb", "/vb", "true or false");
    }
    value = in.getBooleanValue() ? 1 : 0;
    return null;
  }

  /** What ends in an underscore has to be understood (RFC 8428, section 4.4). */
  private static void skipUnknown(JsonParser in, String label) throws IOException {
    if (label.endsWith("_")) {
      throw endOfBody("the field %s has to be understood, and is not".formatted(Quoted.of(label)));
    }
    in.skipChildren();
  }

  private static BodyRefusedException endOfBody(String detail) {
    return new BodyRefusedException(
        ProblemType.UNREADABLE_BODY,
        "All records depend on it: %s. Nothing was accepted.".formatted(detail));
  }

  private @Nullable Violation resolve() {
    sink.begin();
    int values = (int) VALUES.stream().filter(seen::contains).count();
    if (values > 1) {
      return new Violation("", "a record must have one of v, vb, vs and vd");
    }
    if (values == 0 && !seen.contains(SenmlField.SUM)) {
      return seen.contains(SenmlField.NAME)
          ? new Violation("", "the record has no value: it needs v, vb, vs, vd or s")
          : null;
    }
    String resolved = base.name(name);
    if (resolved.isEmpty()) {
      return new Violation("/n", "the record has no name: n or bn must give it one");
    }
    base.time(seconds, draft);
    base.fillUnit(unit);
    unit.set(SenmlUnits.code(unit.toString()));
    measure(givenSensor.isEmpty() ? SenmlName.of(resolved) : new SenmlName(givenSensor, resolved));
    return null;
  }

  private void measure(SenmlName series) {
    draft.sensor().set(series.sensor());
    if (seen.contains(SenmlField.VALUE)) {
      measure(base.value(value), isValueInexact).set(series.metric());
    } else if (seen.contains(SenmlField.BOOLEAN)) {
      draft.measure(value, unit, noTags).set(series.metric());
    }
    if (seen.contains(SenmlField.SUM)) {
      measure(base.sum(sum), isSumInexact).set(series.metric() + ".sum");
    }
  }

  private Text measure(double number, boolean isInexact) {
    if (isInexact) {
      draft.noteInexact();
    }
    return draft.measure(number, unit, noTags);
  }

  @Override
  public @Nullable Violation add() throws IOException {
    boolean isLeftOut = seen.contains(SenmlField.STRING) || seen.contains(SenmlField.DATA);
    sink.skip(isLeftOut ? 1 : 0);
    return draft.size() == 0 ? null : sink.add();
  }

  @Override
  public List<Violation> badMetrics() {
    return List.of();
  }
}
