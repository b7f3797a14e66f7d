package dev.tidewire.ingest.publish;

/**
 * How many readings of a request met which fate.
 *
 * @param reason why the worst fate came about, for the sender; empty when all is well
 */
public record PublishOutcome(int stored, int unknown, int notSent, int refused, String reason) {
  /** Whether every reading is stored. */
  public boolean isComplete() {
    return unknown + notSent + refused == 0;
  }

  /** All readings of the request. */
  public int total() {
    return stored + unknown + notSent + refused;
  }
}
