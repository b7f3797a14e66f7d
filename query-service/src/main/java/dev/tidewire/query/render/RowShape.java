package dev.tidewire.query.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of an answer have in common. Each row belongs to a group, for instance to a series,
 * which is named by its place in the list.
 *
 * @param columns in the order of the answer; the first one is never empty
 * @param groups for each group, the values of its {@link Column.Presence#GROUP} columns in their
 *     order; null where a value is absent
 */
public record RowShape(List<Column> columns, List<List<@Nullable String>> groups) {

  /** Checks that each row has a first cell. */
  public RowShape {
    if (columns.isEmpty() || columns.get(0).presence() == Column.Presence.OPTIONAL) {
      throw new IllegalArgumentException("the first column must have a value in every row");
    }
  }

  /** Rows that share no values. */
  public static RowShape of(List<Column> columns) {
    return new RowShape(columns, List.of(List.of()));
  }
}
