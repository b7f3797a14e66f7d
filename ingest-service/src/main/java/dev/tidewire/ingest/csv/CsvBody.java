package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.LineReader;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV body: a header, then the records, each of which is a line unless line ends are in quotes. A
 * bad record costs only itself.
 */
final class CsvBody {
  /** Bytes of a header that are enough to see how its columns are separated. */
  private static final int MAX_HEADER_SEEN = 200;

  private static final String NOT_SAID =
      "the line begins as the comments before the header do, and has as many fields as the header: say ?comment=%23 if it is a comment, too";

  private static final int MAX_FIELDS = 64;
  private static final int MAX_FIELDS_OF_WIDE = 1_024;

  private final Dialect dialect;
  private final ReadingRules rules;
  private final ReadingSink sink;
  private final byte[] comment;
  private final CsvRow row;

  /** Whether nobody has said that such lines are comments. */
  private final boolean isCommentRecognised;

  private boolean isBehindHeader;

  CsvBody(Dialect dialect, boolean isCommentRecognised, ReadingRules rules, ReadingSink sink) {
    this.dialect = dialect;
    this.rules = rules;
    this.sink = sink;
    this.isCommentRecognised = isCommentRecognised;
    this.comment = dialect.comment().getBytes(StandardCharsets.UTF_8);
    this.row = new CsvRow(dialect.delimiter(), dialect.isWide() ? MAX_FIELDS_OF_WIDE : MAX_FIELDS);
  }

  void read(LineReader lines) throws IOException {
    for (int i = 0; i < dialect.skippedLines() && lines.next(); i++) {}
    CsvHeader header = header(lines);
    RecordReader records = records(header, lines);
    sink.head(lines.line());
    isBehindHeader = true;
    while (next(lines)) {
      int line = lines.line();
      if (isComment(lines) && (split(lines) != null || row.size() != header.width())) {
        continue;
      }
      String detail = isComment(lines) ? NOT_SAID : readRecord(lines, header, records);
      if (detail != null) {
        sink.reject(detail, new Position.Line(line));
      }
    }
    records.finish();
  }

  private CsvHeader header(LineReader lines) throws IOException {
    return CsvHeader.of(dialect.hasHeader() ? headLine(lines) : dialect.columns(), dialect);
  }

  private RecordReader records(CsvHeader header, LineReader lines) throws IOException {
    if (!dialect.isWide()) {
      return new LongRecords(header, dialect, rules, sink);
    }
    return WideRecords.of(header, dialect, units(header, lines), rules, sink);
  }

  private List<String> units(CsvHeader header, LineReader lines) throws IOException {
    if (dialect.layout() != Dialect.Layout.TOA5) {
      return List.of();
    }
    List<String> units = headLine(lines);
    if (units.size() != header.width() || headLine(lines).size() != header.width()) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "The four header lines of TOA5 do not have the same number of fields.");
    }
    return units;
  }

  /** The fields of the next line, which names or describes the columns. */
  private List<String> headLine(LineReader lines) throws IOException {
    if (!next(lines)) {
      throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, "The body is empty.");
    }
    String detail = split(lines);
    if (detail != null) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "The header cannot be read: %s.%s"
              .formatted(detail, CsvAdvice.onSeparator(text(lines), dialect)));
    }
    return row.toList();
  }

  /**
   * Moves to the next line that is neither blank nor a comment; false at the end of the body.
   * Behind the header, what looks like one is one only where it was said.
   */
  private boolean next(LineReader lines) throws IOException {
    boolean isTold = isBehindHeader && isCommentRecognised;
    while (lines.next()) {
      if (!lines.isBlank() && (isTold || !isComment(lines))) {
        return true;
      }
    }
    return false;
  }

  private boolean isComment(LineReader lines) {
    if (comment.length == 0 || lines.end() - lines.start() < comment.length) {
      return false;
    }
    for (int i = 0; i < comment.length; i++) {
      if (lines.buffer()[lines.start() + i] != comment[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(LineReader lines) {
    int length = Math.min(lines.end() - lines.start(), MAX_HEADER_SEEN);
    return new String(lines.buffer(), lines.start(), length, StandardCharsets.UTF_8);
  }

  private @Nullable String readRecord(LineReader lines, CsvHeader header, RecordReader records)
      throws IOException {
    int line = lines.line();
    String detail = split(lines);
    if (detail != null) {
      return detail;
    }
    if (row.size() != header.width()) {
      return "the line has %d field%s, but %s %d%s"
          .formatted(
              row.size(),
              row.size() == 1 ? "" : "s",
              dialect.hasHeader() ? "the header" : "`columns`",
              header.width(),
              CsvAdvice.onFields(row, header));
    }
    return records.read(row, line);
  }

  /** Splits the record that begins with the line; returns what is wrong with it, or null. */
  private @Nullable String split(LineReader lines) throws IOException {
    String detail = splitLines(lines);
    if (detail == null) {
      return null;
    }
    QuoteState quotes = QuoteState.after(lines, dialect.delimiter());
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
}
