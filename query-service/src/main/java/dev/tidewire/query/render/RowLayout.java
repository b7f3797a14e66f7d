package dev.tidewire.query.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row shape as bytes. Whatever does not change from row to row is rendered here, so that a row
 * costs its own cells and a copy between them.
 *
 * @param types of the cells that differ from row to row
 * @param required the same, with null for a cell that a row may leave out
 * @param before in front of an optional cell that is there
 * @param after what follows an optional cell that is there
 * @param between for each group: what is in front of each cell, and what is after the last one
 */
record RowLayout(
    Column.Type[] types,
    Column.@Nullable Type[] required,
    byte[][] before,
    byte[][] after,
    byte[][][] between) {

  static RowLayout of(RowShape shape, Syntax syntax) {
    List<Column> cells =
        shape.columns().stream()
            .filter(column -> column.presence() != Column.Presence.GROUP)
            .toList();
    return new RowLayout(
        cells.stream().map(Column::type).toArray(Column.Type[]::new),
        cells.stream().map(RowLayout::required).toArray(Column.Type[]::new),
        cells.stream().map(cell -> before(cell, syntax)).toArray(byte[][]::new),
        cells.stream().map(cell -> syntax.after(cell).getBytes(UTF_8)).toArray(byte[][]::new),
        shape.groups().stream()
            .map(group -> between(shape.columns(), group, syntax))
            .toArray(byte[][][]::new));
  }

  private static Column.@Nullable Type required(Column cell) {
    return cell.presence() == Column.Presence.OPTIONAL ? null : cell.type();
  }

  private static byte[] before(Column cell, Syntax syntax) {
    return syntax.before(cell, false).substring(syntax.absent(false).length()).getBytes(UTF_8);
  }

  private static byte[][] between(
      List<Column> columns, List<@Nullable String> group, Syntax syntax) {
    List<byte[]> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    Iterator<@Nullable String> values = group.iterator();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean first = i == 0;
      switch (column.presence()) {
        case GROUP -> part.append(shared(column, values.next(), first, syntax));
        case ROW -> {
          parts.add(bytes(part.append(syntax.before(column, first))));
          part = new StringBuilder(syntax.after(column));
        }
        case OPTIONAL -> {
          parts.add(bytes(part.append(syntax.absent(first))));
          part = new StringBuilder();
        }
      }
    }
    parts.add(bytes(part.append(syntax.end())));
    return parts.toArray(byte[][]::new);
  }

  private static String shared(
      Column column, @Nullable String value, boolean first, Syntax syntax) {
    if (value == null) {
      return syntax.absent(first);
    }
    String cell = column.type() == Column.Type.JSON ? syntax.json(value) : syntax.string(value);
    return syntax.before(column, first) + cell + syntax.after(column);
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(UTF_8);
  }
}
