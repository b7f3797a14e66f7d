package dev.tidewire.query.render;

import java.util.stream.Collectors;

/**
 * RFC 4180 with LF. A row is a line, and a missing cell is an empty field.
 *
 * @param hasFormulas whether text may be what a spreadsheet runs; if not, an apostrophe in front of
 *     it makes it text there
 */
record CsvSyntax(boolean hasFormulas) implements Syntax {

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
    return quoted(hasFormulas || !isFormula(value) ? value : "'" + value);
  }

  @Override
  public String json(String json) {
    return quoted(json);
  }

  private static boolean isFormula(String value) {
    return !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0;
  }

  /**
   * Quoted where it holds a comma, a quote or a line break, and where it begins or ends with a
   * space, which readers trim.
   */
  private static String quoted(String field) {
    boolean isPlain =
        field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && field.equals(field.strip());
    return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
