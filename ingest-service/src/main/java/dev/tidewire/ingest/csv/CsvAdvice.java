package dev.tidewire.ingest.csv;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What to do about a file that other software has written in another way. */
final class CsvAdvice {
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d+,\\d+");
  private static final Pattern BEFORE_COMMA = Pattern.compile("[-+]?\\d[\\d.]*");
  private static final Pattern AFTER_COMMA = Pattern.compile("\\d+");
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?(?i:nan|inf|infinity|none|null|na|n/a|nil|undefined)");
  private static final String COMMA_TO_POINT = "; write a decimal comma as a point";
  private static final List<String> OUR_COLUMNS =
      List.of("time", "timestamp", "value", "sensor", "metric", "unit");

  private CsvAdvice() {}

  /** A sentence about a header with unknown columns, after a space. */
  static String onHeader(List<String> header, Dialect dialect) {
    List<String> names = lower(header);
    if (names.get(0).startsWith("#")) {
      return " If the file begins with comments, say ?comment=%23.";
    }
    String separator = names.size() == 1 ? onSeparator(names.get(0), dialect) : "";
    return separator.isEmpty() ? onColumns(names, dialect) : separator;
  }

  /** A sentence about a line that is separated in another way, after a space; or nothing. */
  static String onSeparator(String line, Dialect dialect) {
    String advice = " The file seems to be separated by %s: say ?delimiter=%s.";
    if (line.indexOf(dialect.delimiter()) >= 0) {
      return "";
    }
    if (line.contains(";")) {
      return advice.formatted("semicolons", ";");
    }
    if (line.contains("\t")) {
      return advice.formatted("tabs", "tab");
    }
    if (line.contains(",")) {
      return dialect.decimal() == ','
          ? " The file seems to be separated by commas, which cannot be decimal signs as well: write"
              + " these as points, or other separators."
          : advice.formatted("commas", ",");
    }
    return line.contains("|") ? advice.formatted("|", "|") : "";
  }

  private static String onColumns(List<String> names, Dialect dialect) {
    if (names.containsAll(List.of("createdat", "value"))) {
      return " The file seems to be of a senseBox: say ?time-column=createdAt.";
    }
    if (names.equals(List.of("name", "tags", "time", "value"))) {
      return " The file seems to be an export of InfluxDB: say"
          + " ?skip-lines=1&header=false&columns=sensor,,time,value.";
    }
    if (names.contains("date") && names.contains("time")) {
      return " If date and time are one time, say ?time-column=Date,Time.";
    }
    if (names.contains("")) {
      return " A column has no name, as a comma at the end of each line makes one."
          + onOtherColumns(names, dialect);
    }
    if (TimeColumns.in(names, dialect) == null) {
      return " The first line has to be a header, such as time,value or sensor,metric,time,value. Say"
          + " by ?time-column= which other column is the time; or name the columns of a file without"
          + " a header, as ?header=false&columns=time,value does.";
    }
    if (!names.contains("value")) {
      return " The file seems to have a column for each metric: say ?wide=true.";
    }
    return onOtherColumns(names, dialect);
  }

  /** How to leave out columns that are not ours, after a space. */
  static String onOtherColumns(List<String> names, Dialect dialect) {
    String columns =
        lower(names).stream()
            .map(name -> OUR_COLUMNS.contains(name) ? name : "")
            .collect(Collectors.joining(","));
    return " Remove the other columns, or leave them out by ?skip-lines=%d&header=false&columns=%s."
        .formatted(Math.max(dialect.skippedLines(), 0) + 1, columns);
  }

  /** About a line with more or fewer fields than the header, after a semicolon; or nothing. */
  static String onFields(CsvRow row, CsvHeader header) {
    int value = header.value();
    boolean isCut =
        value >= 0
            && row.size() == header.width() + 1
            && BEFORE_COMMA.matcher(row.field(value).toString()).matches()
            && AFTER_COMMA.matcher(row.field(value + 1).toString()).matches();
    return isCut ? COMMA_TO_POINT : "";
  }

  /** About a text that is no number, after a semicolon; or nothing. */
  static String onNumber(String text, Dialect dialect) {
    if (NO_NUMBER.matcher(text).matches()) {
      return "; leave out a line without a number";
    }
    if (dialect.decimal() == ',' || !DECIMAL_COMMA.matcher(text).matches()) {
      return "";
    }
    return dialect.delimiter() == ',' ? COMMA_TO_POINT : "; say ?decimal=, for decimal commas";
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }
}
