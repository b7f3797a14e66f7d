package dev.tidewire.query.progress;

import dev.tidewire.contract.receipt.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What there is to say about receipts.
 *
 * @param topicId of the readings topic now; empty when Kafka does not tell
 */
public record Standing(Stored stored, Optional<UUID> topicId) {
  /** Whether the receipt is known to be of another topic: nothing can be said about it, ever. */
  public boolean isForeign(Receipt receipt) {
    return topicId.isPresent() && !receipt.isOf(topicId.get());
  }

  /** Whether there is nothing to wait for: all is stored, or one of them is of another topic. */
  public boolean isSettled(List<Receipt> receipts) {
    return receipts.stream().anyMatch(this::isForeign)
        || receipts.stream().allMatch(stored::hasAll);
  }
}
