package dev.tidewire.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One number that a sensor measured at one time.
 *
 * @param series the sensor and metric
 * @param timeMicros a {@link ReadingTime}
 * @param value finite
 * @param unit UCUM code, or null when the sender gave none; describes the series
 * @param tags describe the series; empty when the sender gave none
 */
public record SensorReading(
    SeriesKey series,
    long timeMicros,
    double value,
    @Nullable String unit,
    Map<String, String> tags) {
  /** Checks the value and time; names are checked where they are read. */
  public SensorReading {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite, but is " + value);
    }
    if (!ReadingTime.isValid(timeMicros)) {
      throw new IllegalArgumentException("time is outside the years 1 to 9999: " + timeMicros);
    }
    tags = Map.copyOf(tags);
  }
}
