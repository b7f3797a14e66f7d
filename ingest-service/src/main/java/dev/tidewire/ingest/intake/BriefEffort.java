package dev.tidewire.ingest.intake;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives up after some time. What a body costs is seen only while it is read: of two of the same
 * size one may take a hundred times as long.
 */
public final class BriefEffort implements Effort {
  /** So few items take well below a millisecond, and so many make asking for the time cheap. */
  private static final int ITEMS_AT_A_TIME = 16;

  private final LongSupplier nanoClock;
  private final long end;
  private int items;

  /** Begins now, and ends after {@code limit}. */
  public BriefEffort(Duration limit, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.end = nanoClock.getAsLong() + limit.toNanos();
  }

  @Override
  public void item() {
    if (++items % ITEMS_AT_A_TIME == 0) {
      check();
    }
  }

  @Override
  public void unpacked(int bytes) {
    check();
  }

  private void check() {
    if (nanoClock.getAsLong() - end > 0) {
      throw new OverlongException();
    }
  }
}
