package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.LineReader;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A CSV body: a header, then one reading per record, which is a line unless line ends are in
 * quotes. A bad record costs only itself.
 */
final class CsvBody {
  /** Bytes of a header that are enough to see how its columns are separated. */
  private static final int MAX_HEADER_SEEN = 200;

  private final ReadingRules rules;
  private final ReadingSink sink;
  private final CsvRow row = new CsvRow();
  private final Text unit = new Text();
  private final Text noTags = new Text();

  CsvBody(ReadingRules rules, ReadingSink sink) {
    this.rules = rules;
    this.sink = sink;
  }

  void read(InputStream body) throws IOException {
    LineReader lines = new LineReader(body);
    CsvHeader header = header(lines);
    while (lines.next()) {
      if (!lines.isBlank()) {
        int line = lines.line();
        String detail = readRecord(lines, header);
        if (detail != null) {
          sink.reject(detail, new Position.Line(line));
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
              ProblemType.UNREADABLE_BODY,
              "The header cannot be read: %s.%s"
                  .formatted(detail, CsvAdvice.onSeparator(text(lines))));
        }
        return CsvHeader.of(row);
      }
    }
    throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, "The body is empty.");
  }

  private static String text(LineReader lines) {
    int length = Math.min(lines.end() - lines.start(), MAX_HEADER_SEEN);
    return new String(lines.buffer(), lines.start(), length, StandardCharsets.UTF_8);
  }

  private @Nullable String readRecord(LineReader lines, CsvHeader header) throws IOException {
    String detail = split(lines);
    if (detail != null) {
      return detail;
    }
    if (row.size() != header.width()) {
      return "the line has %d field%s, but the header %d%s"
          .formatted(
              row.size(),
              row.size() == 1 ? "" : "s",
              header.width(),
              CsvAdvice.onFields(row, header));
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

  /** Splits the record that begins with the line; returns what is wrong with it, or null. */
  private @Nullable String split(LineReader lines) throws IOException {
    String detail = splitLines(lines);
    if (detail == null) {
      return null;
    }
    QuoteState quotes = QuoteState.after(lines);
    if (!quotes.isOpen()) {
      return detail;
    }
    while (quotes.isOpen()) {
      if (!lines.extend()) {
        return detail + "; nothing from here to the end of the body was read";
      }
      quotes.next(lines);
    }
    return splitLines(lines);
  }

  private @Nullable String splitLines(LineReader lines) {
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
          : "value must be a decimal number, but is %s%s"
              .formatted(Quoted.of(text.toString()), CsvAdvice.onNumber(text.toString()));
    }
    if (Double.isInfinite(value)) {
      return "value is too large for a 64-bit floating-point number: " + Quoted.of(text.toString());
    }
    if (NumberText.mayBeInexact(value) && !NumberText.isExact(text, value)) {
      draft.noteInexact();
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
    rules.defaults().fill(draft.sensor(), metric, unit);
  }

  private @Nullable String time(ReadingDraft draft, Text text) {
    return text.isEmpty() ? "time is missing" : rules.times().read(text, draft);
  }
}
