package dev.tidewire.processing.store;

import dev.tidewire.contract.ReadingTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Converts the times of a statement for the database client. Sensors that report together share
 * their times, so they share the objects, which would need more memory than the readings. Not
 * thread-safe.
 */
final class TimestampCache {
  private static final int SLOTS = 1_024;
  private static final int HASH_MULTIPLIER = 0x9E3779B9;
  private static final int HASH_SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS);

  private final long[] micros = new long[SLOTS];
  private final @Nullable OffsetDateTime[] times = new @Nullable OffsetDateTime[SLOTS];

  /** The time of a {@link ReadingTime}, in UTC. */
  OffsetDateTime of(long timeMicros) {
    int slot = Long.hashCode(timeMicros) * HASH_MULTIPLIER >>> HASH_SHIFT;
    OffsetDateTime time = times[slot];
    if (time == null || micros[slot] != timeMicros) {
      time = ReadingTime.toUtc(timeMicros);
      times[slot] = time;
      micros[slot] = timeMicros;
    }
    return time;
  }
}
