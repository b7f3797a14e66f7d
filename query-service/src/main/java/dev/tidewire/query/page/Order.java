package dev.tidewire.query.page;

/** The order of readings: by time, and at equal times by series. */
public enum Order {
  /** Oldest first. */
  ASC,
  /** Newest first. */
  DESC;

  /** Compares times. */
  public int compare(long one, long other) {
    return this == ASC ? Long.compare(one, other) : Long.compare(other, one);
  }

  /** The time directly before another. */
  public long before(long time) {
    return this == ASC ? time - 1 : time + 1;
  }
}
