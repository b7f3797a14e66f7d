package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.problem.ProblemType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the first lines of a body tell of its dialect, besides what the query says. Only what can be
 * meant in one way is recognised.
 *
 * @param told what was recognised, by the parameters that say the same
 */
record Recognition(Dialect dialect, Map<String, String> told) {
  private static final List<String> PLAIN =
      List.of("time", "timestamp", "value", "sensor", "metric", "unit");

  /**
   * Recognises a dialect.
   *
   * @throws BodyRefusedException when the lines can be read in several ways
   */
  static Recognition of(Dialect said, byte[] beginning) throws IOException {
    if (said.equals(Dialect.UNSAID) && isPlain(FirstLines.of(beginning, 1).first())) {
      return new Recognition(Dialect.PLAIN, Map.of());
    }
    FirstLines lines = FirstLines.of(beginning, FirstLines.MOST);
    if (lines.first().indexOf('\r') >= 0) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "The lines end with CR alone. Write LF or CR LF, as `tr '\\r' '\\n'` does.");
    }
    Map<String, String> told = new LinkedHashMap<>();
    Dialect dialect = Preamble.recognise(said, lines, told);
    dialect = Delimiter.recognise(dialect, lines, told);
    dialect = HomeAssistant.recognise(dialect, lines, told);
    dialect = DecimalSign.recognise(dialect, lines, told);
    tellTime(dialect, lines, told);
    return new Recognition(dialect, told);
  }

  /** Whether a line is a header of nothing but our columns, as most files have. */
  private static boolean isPlain(String line) {
    List<String> names = Delimiter.split(line, ',');
    return names != null
        && names.stream().allMatch(name -> PLAIN.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static void tellTime(Dialect dialect, FirstLines lines, Map<String, String> told) {
    List<String> seen = lines.after(dialect.skippedLines(), dialect.comment());
    List<String> names =
        dialect.hasHeader() && dialect.isWide() && !seen.isEmpty()
            ? Delimiter.split(seen.get(0), dialect.delimiter())
            : null;
    TimeColumns time = names == null ? null : TimeColumns.in(names, dialect);
    if (names != null && time != null && dialect.timeColumn().isEmpty()) {
      String name = names.get(time.date());
      if (!PLAIN.contains(name.toLowerCase(Locale.ROOT))) {
        told.put("time-column", name);
      }
    }
  }
}
