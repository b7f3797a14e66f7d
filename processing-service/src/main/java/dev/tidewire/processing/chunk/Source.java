package dev.tidewire.processing.chunk;

/**
 * The records that readings come from.
 *
 * @param partition of the readings topic; {@link #SEVERAL} for records of several partitions
 * @param firstOffset the least offset
 * @param lastOffset the greatest offset
 */
public record Source(int partition, long firstOffset, long lastOffset) {
  static final int SEVERAL = -1;

  /** The records of both. */
  public Source and(Source other) {
    return new Source(
        partition == other.partition ? partition : SEVERAL,
        Math.min(firstOffset, other.firstOffset),
        Math.max(lastOffset, other.lastOffset));
  }
}
