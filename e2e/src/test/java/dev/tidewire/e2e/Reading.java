package dev.tidewire.e2e;

import java.time.Instant;

/**
 * A reading as users see it.
 *
 * @param unit empty when nobody gave one
 */
record Reading(String sensor, String metric, Instant time, double value, String unit) {
  Reading withValue(double other) {
    return new Reading(sensor, metric, time, other, unit);
  }
}
