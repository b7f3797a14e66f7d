package dev.tidewire.ingest.fairness;

/**
 * What is left of a limit. It fills evenly and can be in debt, which has a bound. Counts billionths
 * of readings in whole numbers: nothing is lost by rounding, however often it is looked at. Not
 * thread-safe.
 */
final class TokenBucket {
  private static final long READING = 1_000_000_000;

  private Limit limit;
  private long level;
  private long at;

  /**
   * A full bucket.
   *
   * @param now in nanoseconds since any fixed moment
   */
  TokenBucket(Limit limit, long now) {
    this.limit = limit;
    this.level = full();
    this.at = now;
  }

  /** From now on there is another limit: that of a key may change. */
  void limit(Limit changed, long now) {
    if (!limit.equals(changed)) {
      fill(now);
      limit = changed;
      level = Math.max(Math.min(level, full()), -limit.mostAtOnce() * READING);
    }
  }

  /** In how many nanoseconds there is a whole reading; 0 if there is one now. */
  long untilOne(long now) {
    fill(now);
    return nanos(READING - level);
  }

  /** In how many nanoseconds it is full; 0 if it is. */
  long untilFull(long now) {
    fill(now);
    return nanos(full() - level);
  }

  /** How many whole readings are left. */
  long left(long now) {
    fill(now);
    return Math.max(0, level) / READING;
  }

  /** Takes readings, also of what is not there. */
  void take(int readings, long now) {
    fill(now);
    level = Math.max(level - readings * READING, -limit.mostAtOnce() * READING);
  }

  /** Puts back what was taken. */
  void giveBack(int readings, long now) {
    fill(now);
    level = Math.min(level + readings * READING, full());
  }

  /** In so many nanoseconds come as many billionths of readings, times those of a second. */
  private void fill(long now) {
    long elapsed = Math.max(0, now - at);
    boolean isFull = elapsed > (full() - level) / limit.perSecond();
    level = isFull ? full() : level + elapsed * limit.perSecond();
    at += elapsed;
  }

  private long full() {
    return limit.burst() * READING;
  }

  private long nanos(long missing) {
    return missing <= 0 ? 0 : (missing - 1) / limit.perSecond() + 1;
  }
}
