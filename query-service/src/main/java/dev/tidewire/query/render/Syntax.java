package dev.tidewire.query.render;

/** The text around the cells of a row, and the quoting of cells that are text. */
sealed interface Syntax permits JsonSyntax, CsvSyntax {

  /** In front of a cell; begins with {@link #absent}. */
  String before(Column column, boolean first);

  /** After a cell. */
  String after(Column column);

  /** In place of a cell that a row does not have. */
  String absent(boolean first);

  /** Ends a row. */
  String end();

  /** A cell of text. */
  String string(String value);

  /** A cell of JSON. */
  String json(String json);
}
