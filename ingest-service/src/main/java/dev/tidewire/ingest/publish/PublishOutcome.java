package dev.tidewire.ingest.publish;

import dev.tidewire.contract.receipt.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * The fates of the readings of a request.
 *
 * @param reason for the worst fate, in words for the sender; empty when all are accepted
 * @param receipt of all readings; null if not all are accepted, or it is not known where they are
 */
public record PublishOutcome(
    int accepted, int unknown, int notSent, int refused, String reason, @Nullable Receipt receipt) {
  /** An outcome without a receipt. */
  public PublishOutcome(int accepted, int unknown, int notSent, int refused, String reason) {
    this(accepted, unknown, notSent, refused, reason, null);
  }

  /** The same outcome with a receipt. */
  public PublishOutcome with(@Nullable Receipt places) {
    return new PublishOutcome(accepted, unknown, notSent, refused, reason, places);
  }

  /** Whether every reading is accepted. */
  public boolean isComplete() {
    return unknown + notSent + refused == 0;
  }

  /** All readings of the request. */
  public int total() {
    return accepted + unknown + notSent + refused;
  }
}
