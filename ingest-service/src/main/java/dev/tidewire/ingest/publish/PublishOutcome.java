package dev.tidewire.ingest.publish;

/**
 * The fates of the readings of a request.
 *
 * @param reason for the worst fate, in words for the sender; empty when all are stored
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
