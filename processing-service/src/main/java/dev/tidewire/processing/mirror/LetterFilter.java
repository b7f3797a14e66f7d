package dev.tidewire.processing.mirror;

import dev.tidewire.contract.ReadingTime;
import org.jspecify.annotations.Nullable;

/**
 * Selects letters by their properties.
 *
 * @param reason its code, possibly of a newer release; null for any
 * @param sensor null for any, including letters without a known sensor
 * @param fromMicros earliest time of failure, inclusive
 * @param toMicros latest time of failure, exclusive; later than {@code fromMicros}
 */
public record LetterFilter(
    @Nullable String reason, @Nullable String sensor, long fromMicros, long toMicros)
    implements Selection {
  /** The earliest time of failure. */
  public static final long FIRST = ReadingTime.MIN_MICROS;

  /** The first time after the latest possible time of failure. */
  public static final long END = ReadingTime.MAX_MICROS + 1;
}
