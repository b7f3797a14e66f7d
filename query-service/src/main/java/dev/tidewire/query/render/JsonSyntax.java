package dev.tidewire.query.render;

import dev.tidewire.platform.text.JsonText;

/** A row is a JSON object, and a missing cell is a missing member. */
record JsonSyntax(String end) implements Syntax {

  @Override
  public String before(Column column, boolean first) {
    return (first ? "{" : ",") + JsonText.quoted(column.name()) + ":" + quote(column);
  }

  @Override
  public String after(Column column) {
    return quote(column);
  }

  @Override
  public String absent(boolean first) {
    return first ? "{" : "";
  }

  @Override
  public String string(String value) {
    return JsonText.quoted(value);
  }

  @Override
  public String json(String json) {
    return json;
  }

  /** Strings bring their quotes along; times do not. */
  private static String quote(Column column) {
    return column.type() == Column.Type.TIME ? "\"" : "";
  }
}
