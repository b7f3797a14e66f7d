package dev.tidewire.processing.mirror;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.ReadingTime;
import org.jspecify.annotations.Nullable;

/**
 * Which letters, by what is known of them.
 *
 * @param reason null for any
 * @param sensor null for any, also for letters of which no sensor is known
 * @param fromMicros the first time of failure inside
 * @param toMicros the first time of failure behind; later than {@code fromMicros}
 */
public record LetterFilter(
    @Nullable DeadLetterReason reason, @Nullable String sensor, long fromMicros, long toMicros)
    implements Selection {
  /** The earliest time of failure. */
  public static final long FIRST = ReadingTime.MIN_MICROS;

  /** Behind the latest time of failure. */
  public static final long END = ReadingTime.MAX_MICROS + 1;
}
