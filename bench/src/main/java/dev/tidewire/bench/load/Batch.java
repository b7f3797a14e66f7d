package dev.tidewire.bench.load;

/**
 * Readings of 1000 different series.
 *
 * @param series their numbers, from 0
 * @param millis their times in epoch milliseconds
 * @param thousandths their values
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(int[] series, long[] millis, int[] thousandths) {
  /** How many readings it has. */
  public int size() {
    return series.length;
  }
}
