package dev.tidewire.processing.simulation;

import java.util.Set;

/**
 * Bugs that can be planted around the classes under test, to prove that the simulation finds them.
 */
public enum Bug {
  NONE(),
  ACKNOWLEDGES_BEFORE_STORE(Invariant.S1),
  COMMITS_ONE_RECORD_TOO_MANY(Invariant.S1, Invariant.S2, Invariant.S3, Invariant.L1),
  DROPS_READINGS_IN_AN_OUTAGE(Invariant.S1),
  KEEPS_THE_FIRST_OF_THE_TABLE(Invariant.S1, Invariant.S2),
  INVENTS_A_READING(Invariant.S2),
  SKIPS_A_DEAD_LETTER_THAT_FAILED(Invariant.S1),
  ACKNOWLEDGES_BEFORE_A_DEAD_LETTER(Invariant.S1),
  LOSES_A_TIMER(Invariant.L1),

  /**
   * A poll that still waits for the database when its partition moves writes after the new owner's
   * polls, and replaces new values by old ones.
   */
  IGNORES_THE_WATERMARK(Invariant.S1, Invariant.S2),

  /** A statement that fails half-way leaves the watermarks moved on. */
  MOVES_WITHOUT_BLOCKS(Invariant.S1),

  /** A statement that gets some of its partitions stores the blocks of all. */
  STORES_WHAT_IT_DOES_NOT_HOLD(Invariant.S1, Invariant.S2),

  /** A statement says that it got all of its partitions. */
  HOLDS_WHAT_ANOTHER_HAS_MOVED(Invariant.S1, Invariant.S2, Invariant.S3),

  /** A watermark that another consumer has moved is never read again. */
  NEVER_READS_A_WATERMARK_AGAIN(Invariant.L1),

  /** The offsets of transaction markers at the end of a partition are never committed. */
  COMMITS_NO_MARKERS(Invariant.L1),

  /** A consumer that is sent to the watermark goes on where it is. */
  STAYS_WHERE_IT_IS(Invariant.S1, Invariant.S2, Invariant.S3),

  /** A watermark beyond the partition's end is believed: new records are taken for stored ones. */
  LEAVES_OUT_WHAT_IS_BELOW_A_WATERMARK_BEYOND_THE_END(Invariant.S1);

  private final Set<Invariant> broken;

  Bug(Invariant... broken) {
    this.broken = Set.of(broken);
  }

  /** What the bug can break. */
  public Set<Invariant> broken() {
    return broken;
  }
}
