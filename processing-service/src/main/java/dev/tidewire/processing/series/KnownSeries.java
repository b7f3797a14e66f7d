package dev.tidewire.processing.series;

import org.jspecify.annotations.Nullable;

/**
 * A series that the database knows with all that a record says of it.
 *
 * @param home the partition that the series was first seen on
 * @param unit of the series; null when no reading of it had one
 * @param sent the unit that the record gives; null when it gives none
 * @param serverStart when the server that gave the id has started, in microseconds since 1970
 */
public record KnownSeries(
    long id, int home, @Nullable String unit, @Nullable String sent, long serverStart) {
  KnownSeries withoutSent() {
    return sent == null ? this : new KnownSeries(id, home, unit, null, serverStart);
  }

  /** Whether readings are in the unit of the series as they were sent. */
  public boolean isInItsUnit() {
    return sent == null || sent.equals(unit);
  }
}
