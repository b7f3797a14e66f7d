package dev.tidewire.query.page;

/** The order of readings: by time, and at equal times by series. */
public enum Order {
  /** Oldest first. */
  ASC,
  /** Newest first. */
  DESC
}
