package dev.tidewire.processing.readings;

import dev.tidewire.contract.frame.ReadingColumns;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Sorts the readings of a series by time. Of those with the same time, the last one stands. */
final class TimeOrder {
  private static final int MOVES_A_READING = 8;

  private final long[] times;
  private final double[] values;

  /** Sorts parts of these columns. */
  TimeOrder(long[] times, double[] values) {
    this.times = times;
    this.values = values;
  }

  /** Appends the readings of one series, from {@code from} to before {@code to}. */
  void append(int from, int to, long id, ReadingColumns sorted) {
    if (isStrictlyAscending(from, to)) {
      for (int i = from; i < to; i++) {
        sorted.add(id, times[i], values[i]);
      }
    } else {
      append(stable(from, to), id, sorted);
    }
  }

  private void append(int[] order, long id, ReadingColumns sorted) {
    for (int i = 0; i < order.length; i++) {
      long time = times[order[i]];
      boolean isLast = i + 1 == order.length || times[order[i + 1]] != time;
      if (isLast) {
        sorted.add(id, time, values[order[i]]);
      }
    }
  }

  private boolean isStrictlyAscending(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (times[i - 1] >= times[i]) {
        return false;
      }
    }
    return true;
  }

  /** Readings usually arrive almost sorted, and then insertion sort takes linear time. */
  private int[] stable(int from, int to) {
    int[] order = new int[to - from];
    long movesLeft = (long) order.length * MOVES_A_READING;
    for (int i = 0; i < order.length; i++) {
      movesLeft -= insert(from + i, i, order);
      if (movesLeft < 0) {
        return stableOfAnything(from, to);
      }
    }
    return order;
  }

  /** Inserts a reading into the order of those before it, and returns how many it has moved. */
  private int insert(int reading, int end, int[] order) {
    int at = end;
    while (at > 0 && times[order[at - 1]] > times[reading]) {
      order[at] = order[--at];
    }
    order[at] = reading;
    return end - at;
  }

  private int[] stableOfAnything(int from, int to) {
    return IntStream.range(from, to)
        .boxed()
        .sorted(Comparator.comparingLong(i -> times[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
