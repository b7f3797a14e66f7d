package dev.tidewire.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one series in two primitive columns, in the order they were added. Grows by
 * doubling. Not thread-safe. Equal when series, unit, tags and readings are equal.
 */
public final class SeriesReadings {
  /** Times and values in primitive arrays, which grow by doubling. */
  static final class Columns {
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

  private final SeriesKey series;
  private final @Nullable String unit;
  private final Map<String, String> tags;
  private final Columns readings;

  /** An empty pair of columns with room for {@code capacity} readings (at least one). */
  public SeriesReadings(
      SeriesKey series, @Nullable String unit, Map<String, String> tags, int capacity) {
    this(series, unit, tags, Columns.withRoomFor(capacity));
  }

  SeriesReadings(
      SeriesKey series, @Nullable String unit, Map<String, String> tags, Columns readings) {
    this.series = series;
    this.unit = unit == null || unit.isEmpty() ? null : unit;
    this.tags = tags;
    this.readings = readings;
  }

  /** Adds one reading; the caller has checked the time and that the value is finite. */
  public void add(long timeMicros, double value) {
    readings.add(timeMicros, value);
  }

  /** The sensor and metric. */
  public SeriesKey series() {
    return series;
  }

  /** The UCUM code, or null when the sender gave none. */
  public @Nullable String unit() {
    return unit;
  }

  /** The series' tags; empty when the sender gave none. */
  public Map<String, String> tags() {
    return tags;
  }

  /** The number of readings. */
  public int size() {
    return readings.size();
  }

  /** The {@link ReadingTime} of reading {@code i}. */
  public long timeMicros(int i) {
    return readings.time(i);
  }

  /** The value of reading {@code i}. */
  public double value(int i) {
    return readings.value(i);
  }

  /** Reading {@code i} as an object; allocates, so not for hot paths. */
  public SensorReading reading(int i) {
    return new SensorReading(series, timeMicros(i), value(i), unit, tags);
  }

  Columns columns() {
    return readings;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SeriesReadings that
        && series.equals(that.series)
        && Objects.equals(unit, that.unit)
        && tags.equals(that.tags)
        && readings.equals(that.readings);
  }

  @Override
  public int hashCode() {
    return 31 * series.hashCode() + readings.hashCode();
  }

  @Override
  public String toString() {
    return series + " with " + size() + " readings";
  }
}
