package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.MergedSeries;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows for the table {@code reading} in three columns, strictly ascending by (series id, time).
 * That is the order of the primary key, so inserts append to the index and concurrent writers lock
 * in the same order. A slice shares the columns of the whole.
 */
final class Rows {
  private final long[] seriesIds;
  private final long[] times;
  private final double[] values;
  private final int from;
  private final int to;

  Rows(long[] seriesIds, long[] times, double[] values, int from, int to) {
    this.seriesIds = seriesIds;
    this.times = times;
    this.values = values;
    this.from = from;
    this.to = to;
  }

  /**
   * A series, and its id and unit in the database.
   *
   * @param unit null when no reading of the series had one
   */
  record Identified(long id, @Nullable String unit, MergedSeries series) {}

  /** The rows of all series. Of readings with the same series and time, the last one. */
  static Rows of(List<Identified> identified) {
    List<Identified> sorted =
        identified.stream().sorted(Comparator.comparingLong(Identified::id)).toList();
    int capacity = sorted.stream().mapToInt(entry -> entry.series().readings().size()).sum();
    RowColumns columns = new RowColumns(capacity);
    for (Identified entry : sorted) {
      columns.append(entry.id(), entry.series().readings());
    }
    return columns.rows();
  }

  /** A single row. */
  static Rows of(long seriesId, long timeMicros, double value) {
    return new Rows(new long[] {seriesId}, new long[] {timeMicros}, new double[] {value}, 0, 1);
  }

  int size() {
    return to - from;
  }

  long seriesId(int row) {
    return seriesIds[from + Objects.checkIndex(row, size())];
  }

  long timeMicros(int row) {
    return times[from + Objects.checkIndex(row, size())];
  }

  double value(int row) {
    return values[from + Objects.checkIndex(row, size())];
  }

  /** The rows from {@code start} inclusive to {@code end} exclusive. */
  Rows slice(int start, int end) {
    Objects.checkFromToIndex(start, end, size());
    return new Rows(seriesIds, times, values, from + start, from + end);
  }

  /**
   * Some of the rows, with other values.
   *
   * @param valueOfRow the values by row number
   */
  Rows with(SortedMap<Integer, Double> valueOfRow) {
    RowColumns columns = new RowColumns(valueOfRow.size());
    valueOfRow.forEach((row, value) -> columns.add(seriesId(row), timeMicros(row), value));
    return columns.rows();
  }
}
