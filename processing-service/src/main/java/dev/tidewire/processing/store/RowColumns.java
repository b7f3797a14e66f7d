package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesReadings;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Collects rows in the order of their series, and sorts the readings of each series by time. */
final class RowColumns {
  private static final int MOVES_A_READING = 8;

  private final long[] seriesIds;
  private final long[] times;
  private final double[] values;
  private int size;

  RowColumns(int capacity) {
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
        boolean isReplaced =
            i + 1 < order.length
                && readings.timeMicros(order[i]) == readings.timeMicros(order[i + 1]);
        if (!isReplaced) {
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
    int[] order = new int[readings.size()];
    long movesLeft = (long) order.length * MOVES_A_READING;
    for (int i = 0; i < order.length; i++) {
      movesLeft -= insert(i, order, readings);
      if (movesLeft < 0) {
        return stableOrderOfAnything(readings);
      }
    }
    return order;
  }

  /** Inserts a reading into the order of those before it, and returns how many it has moved. */
  private static int insert(int reading, int[] order, SeriesReadings readings) {
    long time = readings.timeMicros(reading);
    int at = reading;
    while (at > 0 && readings.timeMicros(order[at - 1]) > time) {
      order[at] = order[--at];
    }
    order[at] = reading;
    return reading - at;
  }

  private static int[] stableOrderOfAnything(SeriesReadings readings) {
    return IntStream.range(0, readings.size())
        .boxed()
        .sorted(Comparator.comparingLong(readings::timeMicros))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
