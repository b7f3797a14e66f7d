package dev.tidewire.contract.frame;

/** Neighbouring series whose readings are merged into the same blocks. They have one home. */
public final class SeriesGroup {
  private static final int BITS = 6;

  private SeriesGroup() {}

  /** The group of a series, which is its id divided by 64, rounded down. */
  public static long of(long seriesId) {
    return seriesId >> BITS;
  }
}
