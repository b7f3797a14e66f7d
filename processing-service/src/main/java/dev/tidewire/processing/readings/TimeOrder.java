package dev.tidewire.processing.readings;

import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.frame.ReadingColumns;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Sorts the readings of a series by time. Of those with the same time, the last one stands. */
final class TimeOrder {
  private static final int MOVES_A_READING = 8;

  private TimeOrder() {}

  static void append(SeriesReadings readings, long id, ReadingColumns to) {
    if (isStrictlyAscending(readings)) {
      for (int i = 0; i < readings.size(); i++) {
        to.add(id, readings.timeMicros(i), readings.value(i));
      }
    } else {
      append(readings, stable(readings), id, to);
    }
  }

  private static void append(SeriesReadings readings, int[] order, long id, ReadingColumns to) {
    for (int i = 0; i < order.length; i++) {
      long time = readings.timeMicros(order[i]);
      boolean isLast = i + 1 == order.length || readings.timeMicros(order[i + 1]) != time;
      if (isLast) {
        to.add(id, time, readings.value(order[i]));
      }
    }
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
  private static int[] stable(SeriesReadings readings) {
    int[] order = new int[readings.size()];
    long movesLeft = (long) order.length * MOVES_A_READING;
    for (int i = 0; i < order.length; i++) {
      movesLeft -= insert(i, order, readings);
      if (movesLeft < 0) {
        return stableOfAnything(readings);
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

  private static int[] stableOfAnything(SeriesReadings readings) {
    return IntStream.range(0, readings.size())
        .boxed()
        .sorted(Comparator.comparingLong(readings::timeMicros))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
