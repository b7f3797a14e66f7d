package dev.tidewire.platform.security;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When keys are to be fetched: at once, then after a fixed time, after a failure sooner and ever
 * later, and soon when a token names a key that is not known, however many such tokens come.
 */
final class FetchSchedule {
  private static final long SECOND = 1_000_000_000;

  /** A caller who makes up names of keys causes one call to the provider in this time. */
  private static final long MIN_INTERVAL = 5 * SECOND;

  private static final long MAX_DELAY = 60 * SECOND;

  private final long refresh;
  private final DoubleSupplier random;
  private volatile boolean isWanted;
  private boolean isRunning;
  private boolean hasBegun;
  private long begun;
  private long due;
  private int failures;

  /**
   * Nothing has been fetched yet.
   *
   * @param random from 0 to 1, so that not all services call a provider at the same time
   */
  FetchSchedule(Duration refresh, DoubleSupplier random) {
    this.refresh = refresh.toNanos();
    this.random = random;
  }

  /** A key is missing. */
  void want() {
    isWanted = true;
  }

  /** Whether to fetch now; then one of the others must be called when that has ended. */
  synchronized boolean begin(long now) {
    if (isRunning || !isDue(now)) {
      return false;
    }
    isRunning = true;
    isWanted = false;
    hasBegun = true;
    begun = now;
    return true;
  }

  private boolean isDue(long now) {
    return !hasBegun || now - due >= 0 || (isWanted && now - begun >= MIN_INTERVAL);
  }

  synchronized void succeeded(long now) {
    isRunning = false;
    failures = 0;
    due = now + refresh;
  }

  synchronized void failed(long now) {
    isRunning = false;
    long delay = Math.min(MAX_DELAY, SECOND << Math.min(failures, 6));
    failures++;
    due = now + delay / 2 + (long) (random.getAsDouble() * delay / 2);
  }
}
