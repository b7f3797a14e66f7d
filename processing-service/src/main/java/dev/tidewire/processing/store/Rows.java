package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.MergedSeries;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.IntStream;

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

  private Rows(long[] seriesIds, long[] times, double[] values, int from, int to) {
    this.seriesIds = seriesIds;
    this.times = times;
    this.values = values;
    this.from = from;
    this.to = to;
  }

  /** A series and its id in the database. */
  record Identified(long id, MergedSeries series) {}

  /** The rows of all series. Of readings with the same series and time, the last one. */
  static Rows of(List<Identified> identified) {
    List<Identified> sorted =
        identified.stream().sorted(Comparator.comparingLong(Identified::id)).toList();
    int capacity = sorted.stream().mapToInt(entry -> entry.series().readings().size()).sum();
    Columns columns = new Columns(capacity);
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
    Columns columns = new Columns(valueOfRow.size());
    valueOfRow.forEach((row, value) -> columns.add(seriesId(row), timeMicros(row), value));
    return columns.rows();
  }

  private static final class Columns {
    private static final int MOVES_A_READING = 8;

    private final long[] seriesIds;
    private final long[] times;
    private final double[] values;
    private int size;

    Columns(int capacity) {
      seriesIds = new long[capacity];
      times = new long[capacity];
      values = new double[capacity];
    }

    void append(long id, SeriesReadings readings) {
      if (isStrictlyAscending(readings)) {
        for (int i = 0; i < readings.size(); i++) {
          add(id, readings, i);
        }
      } else {
        int[] order = stableOrderByTime(readings);
        for (int i = 0; i < order.length; i++) {
          boolean superseded =
              i + 1 < order.length
                  && readings.timeMicros(order[i]) == readings.timeMicros(order[i + 1]);
          if (!superseded) {
            add(id, readings, order[i]);
          }
        }
      }
    }

    private void add(long id, SeriesReadings readings, int i) {
      add(id, readings.timeMicros(i), readings.value(i));
    }

    void add(long id, long timeMicros, double value) {
      seriesIds[size] = id;
      times[size] = timeMicros;
      values[size++] = value;
    }

    Rows rows() {
      return new Rows(seriesIds, times, values, 0, size);
    }

    private static boolean isStrictlyAscending(SeriesReadings readings) {
      for (int i = 1; i < readings.size(); i++) {
        if (readings.timeMicros(i - 1) >= readings.timeMicros(i)) {
          return false;
        }
      }
      return true;
    }

    /** Readings usually arrive almost sorted, and then insertion sort takes linear time. */
    private static int[] stableOrderByTime(SeriesReadings readings) {
      int size = readings.size();
      int[] order = new int[size];
      long movesLeft = (long) size * MOVES_A_READING;
      for (int i = 0; i < size; i++) {
        long time = readings.timeMicros(i);
        int at = i;
        while (at > 0 && readings.timeMicros(order[at - 1]) > time) {
          order[at] = order[--at];
        }
        order[at] = i;
        movesLeft -= i - at;
        if (movesLeft < 0) {
          return stableOrderOfAnything(readings);
        }
      }
      return order;
    }

    private static int[] stableOrderOfAnything(SeriesReadings readings) {
      return IntStream.range(0, readings.size())
          .boxed()
          .sorted(Comparator.comparingLong(readings::timeMicros))
          .mapToInt(Integer::intValue)
          .toArray();
    }
  }
}
