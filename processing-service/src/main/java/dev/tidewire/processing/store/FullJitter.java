package dev.tidewire.processing.store;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between the attempts of one operation. Each is a random part of a bound that doubles
 * from {@code base} to {@code max}, so that many replicas do not retry at the same time ("full
 * jitter", Marc Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015). Not
 * thread-safe.
 */
final class FullJitter {
  private final long maxMillis;
  private final RandomGenerator random;
  private long boundMillis;

  FullJitter(Duration base, Duration max, RandomGenerator random) {
    this.boundMillis = Math.min(base.toMillis(), max.toMillis());
    this.maxMillis = max.toMillis();
    this.random = random;
  }

  /** The next pause in milliseconds, from 0 to the current bound. */
  long nextMillis() {
    long pause = random.nextLong(boundMillis + 1);
    boundMillis = Math.min(maxMillis, boundMillis * 2);
    return pause;
  }
}
