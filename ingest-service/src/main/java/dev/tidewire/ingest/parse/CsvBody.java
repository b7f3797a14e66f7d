package dev.tidewire.ingest.parse;

import dev.tidewire.ingest.answer.Position;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Text;
import dev.tidewire.ingest.batch.Violation;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A CSV body: a header, then one reading a line. A bad line costs only itself. */
final class CsvBody {
  private final Intake intake;
  private final CsvRow row = new CsvRow();

  CsvBody(Intake intake) {
    this.intake = intake;
  }

  void read(InputStream body) throws IOException {
    LineReader lines = new LineReader(body);
    CsvHeader header = header(lines);
    while (lines.next()) {
      if (!lines.isBlank()) {
        String detail = readLine(lines, header);
        if (detail != null) {
          intake.reject(detail, new Position.Line(lines.line()));
        }
      }
    }
  }

  private CsvHeader header(LineReader lines) throws IOException {
    while (lines.next()) {
      if (!lines.isBlank()) {
        String detail = split(lines);
        if (detail != null) {
          throw new BodyRefusedException(
              ProblemType.UNREADABLE_BODY, "The header cannot be read: " + detail + ".");
        }
        return CsvHeader.of(row);
      }
    }
    throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, "The body is empty.");
  }

  private @Nullable String readLine(LineReader lines, CsvHeader header) throws IOException {
    String detail = split(lines);
    if (detail != null) {
      return detail;
    }
    if (row.size() != header.width()) {
      return "the line has %d fields, but the header %d".formatted(row.size(), header.width());
    }
    ReadingDraft draft = intake.begin();
    detail = measurement(draft, header);
    if (detail != null) {
      return detail;
    }
    Violation violation = time(row.field(header.time()));
    if (violation == null) {
      violation = intake.add();
    }
    return violation == null ? null : violation.detail();
  }

  private @Nullable String split(LineReader lines) {
    return lines.isTooLong()
        ? "the line is longer than %d bytes".formatted(LineReader.MAX_LINE)
        : row.split(lines.buffer(), lines.start(), lines.end());
  }

  private @Nullable String measurement(ReadingDraft draft, CsvHeader header) {
    Text text = row.field(header.value());
    double value = NumberText.parse(text);
    if (Double.isNaN(value)) {
      return text.isEmpty()
          ? "value is missing"
          : "value must be a decimal number, but is " + Quoted.of(text.toString());
    }
    if (Double.isInfinite(value)) {
      return "value is too large for a 64-bit floating-point number";
    }
    Text metric = draft.addMeasurement(value);
    if (header.hasMetric()) {
      metric.set(row.field(header.metric()));
    }
    intake.defaultMetric(metric);
    if (header.hasSensor()) {
      draft.sensor().set(row.field(header.sensor()));
    }
    if (header.hasUnit()) {
      draft.unit().set(row.field(header.unit()));
    }
    return null;
  }

  private @Nullable Violation time(Text text) {
    long micros =
        NumberText.isInteger(text)
            ? TimeText.ofMillis(NumberText.parseInteger(text))
            : TimeText.parse(text);
    if (micros != TimeText.NOT_A_TIME) {
      return intake.time(micros);
    }
    return new Violation(
        "/time",
        text.isEmpty()
            ? "time is missing"
            : "time must be %s, but is %s".formatted(TimeText.FORMS, Quoted.of(text.toString())));
  }
}
