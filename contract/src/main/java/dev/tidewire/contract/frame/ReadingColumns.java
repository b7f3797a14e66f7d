package dev.tidewire.contract.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Readings of many series in three primitive columns, in the order they were added. Grows by
 * doubling. Not thread-safe. Equal when all readings are equal to the bit.
 */
public final class ReadingColumns implements DecodedFrame {
  private long[] series;
  private long[] times;
  private double[] values;
  private int size;

  /** Empty columns with room for {@code capacity} readings. */
  public ReadingColumns(int capacity) {
    series = new long[capacity];
    times = new long[capacity];
    values = new double[capacity];
  }

  /** All readings of several columns, those of the first ones first. */
  static ReadingColumns together(List<ReadingColumns> several) {
    ReadingColumns all = new ReadingColumns(several.stream().mapToInt(ReadingColumns::size).sum());
    several.forEach(one -> all.add(one, 0, one.size));
    return all;
  }

  /** The readings in the order of their series; those of a series stay in their own order. */
  ReadingColumns bySeries() {
    int[] order = RadixOrder.of(series, size);
    ReadingColumns ordered = new ReadingColumns(size);
    for (int place : order) {
      ordered.add(series[place], times[place], values[place]);
    }
    return ordered;
  }

  /** Adds one reading; the caller has checked the time and that the value is finite. */
  public void add(long seriesId, long timeMicros, double value) {
    if (size == series.length) {
      grow();
    }
    series[size] = seriesId;
    times[size] = timeMicros;
    values[size++] = value;
  }

  private void grow() {
    int capacity = Math.max(16, size * 2);
    series = Arrays.copyOf(series, capacity);
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, capacity);
  }

  /** The number of readings. */
  public int size() {
    return size;
  }

  /** The id of the series of reading {@code i}. */
  public long seriesId(int i) {
    return series[Objects.checkIndex(i, size)];
  }

  /** The {@link dev.tidewire.contract.ReadingTime} of reading {@code i}. */
  public long timeMicros(int i) {
    return times[Objects.checkIndex(i, size)];
  }

  /** The value of reading {@code i}. */
  public double value(int i) {
    return values[Objects.checkIndex(i, size)];
  }

  /** Adds the readings of other columns from {@code from} to before {@code to}. */
  public void add(ReadingColumns other, int from, int to) {
    int count = to - from;
    Objects.checkFromToIndex(from, to, other.size);
    while (size + count > series.length) {
      grow();
    }
    System.arraycopy(other.series, from, series, size, count);
    System.arraycopy(other.times, from, times, size, count);
    System.arraycopy(other.values, from, values, size, count);
    size += count;
  }

  /**
   * The first place from {@code from} on whose reading is not before one of other columns. Looks
   * near {@code from} first: runs that were written one after another hardly overlap.
   */
  int firstFrom(int from, ReadingColumns other, int j) {
    int low = from;
    int high = from;
    for (int leap = 1; high < size && compare(high, other, j) < 0; leap *= 2) {
      low = high + 1;
      high = Math.min(size, low + leap);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, other, j) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Compares reading {@code i} with one of other columns, by series and then by time. */
  int compare(int i, ReadingColumns other, int j) {
    int bySeries = Long.compare(series[i], other.series[j]);
    return bySeries == 0 ? Long.compare(times[i], other.times[j]) : bySeries;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReadingColumns that
        && Arrays.equals(series, 0, size, that.series, 0, that.size)
        && Arrays.equals(times, 0, size, that.times, 0, that.size)
        && Arrays.equals(values, 0, size, that.values, 0, that.size);
  }

  @Override
  public int hashCode() {
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + Long.hashCode(series[i] + times[i]);
    }
    return hash;
  }

  @Override
  public String toString() {
    return size + " readings";
  }
}
