package dev.tidewire.ingest.publish;

/**
 * The fates of the readings of a request.
 *
 * @param reason for the worst fate, in words for the sender; empty when all are accepted
 */
public record PublishOutcome(int accepted, int unknown, int notSent, int refused, String reason) {
  /** Whether every reading is accepted. */
  public boolean isComplete() {
    return unknown + notSent + refused == 0;
  }

  /** All readings of the request. */
  public int total() {
    return accepted + unknown + notSent + refused;
  }
}
