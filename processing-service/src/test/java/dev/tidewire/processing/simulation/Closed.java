package dev.tidewire.processing.simulation;

import dev.tidewire.processing.simulation.Topic.Sent;

/** A record that is gone from the topic, and what becomes of it. */
record Closed(Entry entry, Fate fate) {
  enum Fate {
    STORED,

    /** Nobody but those who hold it can tell whether it will be stored. */
    UNKNOWN,

    /** The same, and it may even come after records of another topic. */
    UNKNOWN_AND_LATE
  }

  boolean isStored() {
    return fate == Fate.STORED;
  }

  /**
   * The same after the topic was deleted, whose watermark cannot go back any more: what lies below
   * it has come, or never will.
   */
  Closed ofDeletedTopic(long watermark) {
    return fate == Fate.UNKNOWN && entry.offset() >= watermark
        ? new Closed(entry, Fate.UNKNOWN_AND_LATE)
        : this;
  }

  /** Adds what is to be read. */
  void tell(Expected expected) {
    for (Sent sent : entry.readings()) {
      switch (fate) {
        case STORED -> expected.certain(sent);
        case UNKNOWN -> expected.unknown(sent);
        case UNKNOWN_AND_LATE -> expected.late(sent);
      }
    }
  }
}
