package dev.tidewire.bench.load;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The times of readings: a tick is a millisecond, given away once, so that no (series, time) occurs
 * twice in a run and each series has a reading at every tick that was spent on all sensors.
 */
public final class Ticks {
  private final long firstMillis;
  private final AtomicLong given = new AtomicLong();

  /** Ticks from this time on. */
  public Ticks(long firstMillis) {
    this.firstMillis = firstMillis;
  }

  /** The first of {@code count} consecutive ticks that nobody else gets, in epoch milliseconds. */
  public long take(int count) {
    return firstMillis + given.getAndAdd(count);
  }

  /** The first tick of the run, in epoch milliseconds. */
  public long firstMillis() {
    return firstMillis;
  }

  /** How many have been given away. */
  public long given() {
    return given.get();
  }
}
