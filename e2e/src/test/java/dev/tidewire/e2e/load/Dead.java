package dev.tidewire.e2e.load;

import dev.tidewire.contract.DeadLetterReason;

/** The content of a dead letter, and the reason. */
public sealed interface Dead {
  /** Why it can never be stored. */
  DeadLetterReason reason();

  /** A reading of the workload, by its number. */
  record OfReading(int number, DeadLetterReason reason) implements Dead {}

  /** A whole record of the readings topic. */
  record OfRecord(int partition, long offset, DeadLetterReason reason) implements Dead {}
}
