package dev.tidewire.platform.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast buckets of permits fill, and how many they hold. A bucket is one number, the nanosecond
 * at which it will be full again (the generic cell rate algorithm); 0 is a full one.
 *
 * @param nanosEach the time in which one permit comes
 * @param most a full bucket
 */
record Rate(long nanosEach, int most) {
  /** As many permits in a time, which may also be taken at once. */
  static Rate of(int permits, Duration time) {
    return new Rate(Math.max(1, time.toNanos() / permits), permits);
  }

  /**
   * Takes a permit.
   *
   * @param now in nanoseconds, from 0 on
   * @return whether there was one
   */
  boolean take(AtomicLong bucket, long now) {
    long before = bucket.get();
    long after = Math.max(before, now) + nanosEach;
    while (after - now <= nanosEach * most) {
      if (bucket.compareAndSet(before, after)) {
        return true;
      }
      before = bucket.get();
      after = Math.max(before, now) + nanosEach;
    }
    return false;
  }
}
