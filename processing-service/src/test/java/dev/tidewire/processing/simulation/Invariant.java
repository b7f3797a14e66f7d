package dev.tidewire.processing.simulation;

/** The promises that hold in every schedule. */
public enum Invariant {
  /** Each reading of an acknowledged record is stored or a dead letter. */
  S1,
  /** At rest, everything sent is stored, once and in order, unless a fault has taken it away. */
  S2,
  /** At rest, the dead letters are exactly what can never be stored. */
  S3,
  /** After each commit, what is read is what the naive twin has. */
  R1,
  /** After the faults end, everything sent is acknowledged and merged, and nobody waits. */
  L1
}
