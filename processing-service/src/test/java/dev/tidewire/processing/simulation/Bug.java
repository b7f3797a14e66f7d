package dev.tidewire.processing.simulation;

import java.util.Set;

/**
 * Bugs that can be planted around the classes under test, to prove that the simulation finds them.
 */
public enum Bug {
  NONE(),
  ACKNOWLEDGES_BEFORE_STORE(Invariant.S1),
  COMMITS_ONE_RECORD_TOO_MANY(Invariant.S1, Invariant.S2, Invariant.S3, Invariant.L1),
  DROPS_READINGS_IN_AN_OUTAGE(Invariant.S1, Invariant.S3),
  TAKES_AN_OUTAGE_FOR_BAD_DATA(Invariant.S1, Invariant.S2, Invariant.S3),
  TRIES_NOTHING_ELSE(Invariant.S3, Invariant.S1, Invariant.S2),
  LOSES_THE_RIGHT_HALF_OF_A_BISECTION(Invariant.S1, Invariant.S3),
  KEEPS_THE_FIRST_OF_A_POLL(Invariant.S1),
  KEEPS_THE_FIRST_OF_THE_TABLE(Invariant.S1),
  INVENTS_A_ROW(Invariant.S2),
  SKIPS_A_DEAD_LETTER_THAT_FAILED(Invariant.S1),
  NEVER_LOOKS_FOR_PARTITIONS_AGAIN(Invariant.L1),
  LOSES_A_TIMER(Invariant.L1),

  /**
   * A poll that still waits for the database when its partition moves writes after the new owner's
   * polls, and replaces new values by old ones.
   */
  IGNORES_THE_FENCE(Invariant.S1, Invariant.S2),

  /**
   * A late poll and the new owner's poll overlap and end at different records. Each overwrites the
   * other before either raises the watermark.
   */
  IGNORES_THE_WRITER(Invariant.S1, Invariant.S2);

  private final Set<Invariant> broken;

  Bug(Invariant... broken) {
    this.broken = Set.of(broken);
  }

  /** What the bug can break. */
  public Set<Invariant> broken() {
    return broken;
  }
}
