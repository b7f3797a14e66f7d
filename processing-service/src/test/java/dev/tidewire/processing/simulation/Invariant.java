package dev.tidewire.processing.simulation;

/** The promises that hold in every schedule. */
public enum Invariant {
  /** Each reading of an acknowledged record is stored or a dead letter. */
  S1,
  /** At rest, the table holds exactly the last reading sent of each series and time. */
  S2,
  /** At rest, the dead letters are exactly what can never be stored. */
  S3,
  /** After the faults end, everything sent is acknowledged, and nobody waits. */
  L1
}
