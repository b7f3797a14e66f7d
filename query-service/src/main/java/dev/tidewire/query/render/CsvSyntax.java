package dev.tidewire.query.render;

import java.util.stream.Collectors;

/** RFC 4180 with LF. A row is a line, and a missing cell is an empty field. */
record CsvSyntax() implements Syntax {

  static String header(RowShape shape) {
    return shape.columns().stream()
        .map(column -> quoted(column.name()))
        .collect(Collectors.joining(",", "", "\n"));
  }

  @Override
  public String before(Column column, boolean first) {
    return absent(first);
  }

  @Override
  public String after(Column column) {
    return "";
  }

  @Override
  public String absent(boolean first) {
    return first ? "" : ",";
  }

  @Override
  public String end() {
    return "\n";
  }

  @Override
  public String string(String value) {
    return quoted(value);
  }

  @Override
  public String json(String json) {
    return quoted(json);
  }

  /** Quoted where it holds a comma, a quote or a line break. */
  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
