package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.LineReader;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.SeriesDefaults;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import dev.tidewire.platform.text.TimeText;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A CSV body: a header, then one reading per line. A bad line costs only itself. */
final class CsvBody {
  private final SeriesDefaults defaults;
  private final ReadingSink sink;
  private final CsvRow row = new CsvRow();
  private final Text unit = new Text();
  private final Text noTags = new Text();

  CsvBody(SeriesDefaults defaults, ReadingSink sink) {
    this.defaults = defaults;
    this.sink = sink;
  }

  void read(InputStream body) throws IOException {
    LineReader lines = new LineReader(body);
    CsvHeader header = header(lines);
    while (lines.next()) {
      if (!lines.isBlank()) {
        String detail = readLine(lines, header);
        if (detail != null) {
          sink.reject(detail, new Position.Line(lines.line()));
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
    ReadingDraft draft = sink.begin();
    detail = measurement(draft, header);
    if (detail == null) {
      detail = time(draft, row.field(header.time()));
    }
    if (detail != null) {
      return detail;
    }
    Violation violation = sink.add();
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
    names(draft, header, draft.measure(value, unit, noTags));
    return null;
  }

  private void names(ReadingDraft draft, CsvHeader header, Text metric) {
    unit.clear();
    if (header.hasMetric()) {
      metric.set(row.field(header.metric()));
    }
    if (header.hasSensor()) {
      draft.sensor().set(row.field(header.sensor()));
    }
    if (header.hasUnit()) {
      unit.set(row.field(header.unit()));
    }
    defaults.fill(draft.sensor(), metric, unit);
  }

  private static @Nullable String time(ReadingDraft draft, Text text) {
    long micros = TimeText.parse(text, TimeText.Rounding.DOWN);
    if (micros == TimeText.NOT_A_TIME) {
      return text.isEmpty()
          ? "time is missing"
          : "time must be %s, but is %s".formatted(TimeText.FORMS, Quoted.of(text.toString()));
    }
    draft.setTimeMicros(micros);
    return null;
  }
}
