package dev.tidewire.ingest.fairness;

/** How many come a second, in the last ten seconds. Not thread-safe. */
final class RecentRate {
  private static final int SECONDS = 10;
  private static final long WINDOW = SECONDS * 1_000_000_000L;

  private long window = Long.MIN_VALUE;
  private long current;
  private long before;

  /**
   * Counts some.
   *
   * @param now in nanoseconds, from 0 on
   */
  void add(long some, long now) {
    moveTo(now / WINDOW);
    current += some;
  }

  /** Those before the present ten seconds count by as much of them as is not ten seconds ago. */
  double perSecond(long now) {
    moveTo(now / WINDOW);
    double share = 1 - (double) (now % WINDOW) / WINDOW;
    return (before * share + current) / SECONDS;
  }

  private void moveTo(long now) {
    if (now != window) {
      before = now == window + 1 ? current : 0;
      current = 0;
      window = now;
    }
  }
}
