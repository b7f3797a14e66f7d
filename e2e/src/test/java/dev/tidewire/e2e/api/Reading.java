package dev.tidewire.e2e.api;

import java.time.Instant;

/**
 * A reading as users see it.
 *
 * @param unit empty when it has none
 */
public record Reading(String sensor, String metric, Instant time, double value, String unit) {
  /** The same reading with another value. */
  public Reading withValue(double other) {
    return new Reading(sensor, metric, time, other, unit);
  }
}
