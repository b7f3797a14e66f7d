package dev.tidewire.processing.simulation;

/** What holds in every schedule. */
public enum Invariant {
  /** Each reading of an acknowledged record is stored or a dead letter. */
  S1,
  /** At rest, the table holds the last reading sent of each series and time and nothing else. */
  S2,
  /** At rest, the dead letters are what can never be stored and nothing else. */
  S3,
  /** When faults end, all that was sent gets acknowledged, and nobody waits. */
  L1
}
