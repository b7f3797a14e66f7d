package dev.tidewire.ingest.csv;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What to do about a file that other software has written in another way. */
final class CsvAdvice {
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d+,\\d+");
  private static final Pattern BEFORE_COMMA = Pattern.compile("[-+]?\\d[\\d.]*");
  private static final Pattern AFTER_COMMA = Pattern.compile("\\d+");
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?(?i:nan|inf|infinity|none|null|na|n/a|nil|undefined)");
  private static final String COMMA_TO_POINT = "; write a decimal comma as a point";

  private CsvAdvice() {}

  /** A sentence about a header with unknown columns, after a space. */
  static String onHeader(List<String> header) {
    List<String> names = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    String first = names.get(0);
    if (first.startsWith("sep=")) {
      return " The file begins with a line for Excel: remove it.";
    }
    if (first.startsWith("#")) {
      return " The file seems to begin with comments: remove the lines that begin with \"#\".";
    }
    if (first.equals("toa5")) {
      return " The file seems to be TOA5 of a Campbell logger: keep its second line as the header,"
          + " and send each column as readings with time and value.";
    }
    String separator = onSeparator(first);
    return separator.isEmpty() ? onColumns(names) : separator;
  }

  /** A sentence about a line that is separated in another way, after a space; or nothing. */
  static String onSeparator(String line) {
    if (line.contains(";")) {
      return " The file seems to be separated by semicolons: use commas instead, and points as"
          + " decimal signs.";
    }
    if (line.contains("\t")) {
      return " The file seems to be separated by tabs: use commas instead.";
    }
    return line.contains("|") ? " The file seems to be separated by |: use commas instead." : "";
  }

  private static String onColumns(List<String> names) {
    if (names.containsAll(List.of("entity_id", "state", "last_changed"))) {
      return " The file seems to be a history of Home Assistant: rename entity_id to sensor, state"
          + " to value and last_changed to time.";
    }
    if (names.containsAll(List.of("createdat", "value"))) {
      return " The file seems to be of a senseBox: rename createdAt to time.";
    }
    if (names.containsAll(List.of("name", "tags", "time"))) {
      return " The file seems to be an export of InfluxDB: keep time, rename the column of the"
          + " field to value and name to sensor, and remove the others.";
    }
    if (names.contains("")) {
      return " A column has no name, as a comma at the end of each line makes one: remove it.";
    }
    if (!names.contains("time") && !names.contains("timestamp")) {
      return " The first line has to be a header, such as time,value or sensor,metric,time,value.";
    }
    if (!names.contains("value")) {
      return " The file seems to have a column for each metric: send each of them as readings with"
          + " the columns time and value, and with its name as ?metric=.";
    }
    return " Remove the other columns, or give them these names.";
  }

  /** About a line with more or fewer fields than the header, after a semicolon; or nothing. */
  static String onFields(CsvRow row, CsvHeader header) {
    int value = header.value();
    boolean isCut =
        row.size() == header.width() + 1
            && BEFORE_COMMA.matcher(row.field(value).toString()).matches()
            && AFTER_COMMA.matcher(row.field(value + 1).toString()).matches();
    return isCut ? COMMA_TO_POINT : "";
  }

  /** About a text that is no number, after a semicolon; or nothing. */
  static String onNumber(String text) {
    if (NO_NUMBER.matcher(text).matches()) {
      return "; leave out a line without a number";
    }
    return DECIMAL_COMMA.matcher(text).matches() ? COMMA_TO_POINT : "";
  }
}
