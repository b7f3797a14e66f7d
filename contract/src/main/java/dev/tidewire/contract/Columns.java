package dev.tidewire.contract;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Times and values in primitive arrays, which grow by doubling. */
final class Columns {
  private long[] times;
  private double[] values;
  private int size;

  Columns(long[] times, double[] values, int size) {
    this.times = times;
    this.values = values;
    this.size = size;
  }

  static Columns withRoomFor(int readings) {
    return new Columns(new long[readings], new double[readings], 0);
  }

  void add(long timeMicros, double value) {
    // The arrays of decoded columns may have different lengths.
    if (size == times.length || size == values.length) {
      int capacity = Math.max(4, size * 2);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    times[size] = timeMicros;
    values[size++] = value;
  }

  int size() {
    return size;
  }

  long time(int i) {
    return times[Objects.checkIndex(i, size)];
  }

  double value(int i) {
    return values[Objects.checkIndex(i, size)];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Columns that
        && Arrays.equals(times, 0, size, that.times, 0, that.size)
        && Arrays.equals(values, 0, size, that.values, 0, that.size);
  }

  @Override
  public int hashCode() {
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + Long.hashCode(times[i]);
    }
    return hash;
  }
}
