package dev.tidewire.ingest.intake;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives up after some time. What a body costs is seen only while it is read: of two of the same
 * size one may take a hundred times as long.
 */
public final class BriefEffort implements Effort {
  /** What it takes to add one more measurement of an item, as measured where each is a series. */
  private static final long NANOS_A_MEASUREMENT = 1_000;

  /** What the batches of a body that is read in a moment take at most. */
  private static final int MOST_ENCODED = 1 << 20;

  /** So few items take well below a millisecond, and so many make asking for the time cheap. */
  private static final int ITEMS_AT_A_TIME = 16;

  private final LongSupplier nanoClock;
  private final long end;
  private int unchecked;

  /** Begins now, and ends after {@code limit}. */
  public BriefEffort(Duration limit, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.end = nanoClock.getAsLong() + limit.toNanos();
  }

  @Override
  public void item(int measurements) {
    unchecked += measurements;
    if (unchecked >= ITEMS_AT_A_TIME) {
      unchecked = 0;
      check((measurements - 1) * NANOS_A_MEASUREMENT);
    }
  }

  @Override
  public void unpacked(int bytes) {
    check(0);
  }

  @Override
  public void encoded(long bytes) {
    if (bytes > MOST_ENCODED) {
      throw new OverlongException();
    }
  }

  private void check(long aheadNanos) {
    if (nanoClock.getAsLong() + aheadNanos - end > 0) {
      throw new OverlongException();
    }
  }
}
