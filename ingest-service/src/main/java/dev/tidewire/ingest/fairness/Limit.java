package dev.tidewire.ingest.fairness;

import org.jspecify.annotations.Nullable;

/**
 * How many readings may come.
 *
 * @param perSecond in the long run, at least 1
 * @param burst at once, at least {@code perSecond}
 */
public record Limit(int perSecond, int burst) {
  /** The greatest of both. */
  public static final int MOST = 1_000_000_000;

  private static final int USUAL_SECONDS = 10;
  private static final int DEBT = 2;

  /**
   * A limit, or null for none.
   *
   * @param perSecond 0 for no limit
   * @param burst 0 for what comes in ten seconds
   */
  public static @Nullable Limit of(int perSecond, int burst) {
    if (perSecond == 0) {
      return null;
    }
    long usual = Math.min(MOST, (long) perSecond * USUAL_SECONDS);
    return new Limit(perSecond, burst == 0 ? (int) usual : burst);
  }

  /**
   * The most readings in one body, and the most debt. So many are more than any bucket holds: a
   * body that is a little larger than the burst is not refused for ever, and nobody has to wait for
   * longer than two empty buckets take to fill.
   */
  public int mostAtOnce() {
    return (int) Math.min(MOST, (long) DEBT * burst);
  }

  /** In how many seconds an empty bucket is full, rounded up. */
  public int seconds() {
    return (burst - 1) / perSecond + 1;
  }
}
