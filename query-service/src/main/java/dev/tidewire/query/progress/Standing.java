package dev.tidewire.query.progress;

import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What there is to say about receipts.
 *
 * @param topicId of the readings topic now; empty when Kafka does not tell
 * @param ends of its partitions, as they were after it was known what is stored; empty when Kafka
 *     does not tell
 */
public record Standing(Stored stored, Optional<UUID> topicId, Map<Integer, Long> ends) {
  /** More records than a partition can get between a question and its answer. */
  static final long FAR = 1_000_000;

  /** Nothing is known of a partition of which more is stored than there is. */
  public Standing {
    topicId.ifPresent(id -> stored.loseBeyond(id, ends));
  }

  /**
   * Whether the receipt is known not to be of this topic: it is of another one, or names records
   * far beyond the end. Nothing can be said about it, ever.
   */
  public boolean isForeign(Receipt receipt) {
    return topicId.isPresent()
        && (!receipt.isOf(topicId.get()) || receipt.places().stream().anyMatch(this::isFar));
  }

  /** A record may have come after the ends were asked for. */
  private boolean isFar(Place place) {
    Long end = ends.get(place.partition());
    return end != null && place.offset() - end > FAR;
  }

  /** Whether there is nothing to wait for: all is stored, or one of them is of another topic. */
  public boolean isSettled(List<Receipt> receipts) {
    return receipts.stream().anyMatch(this::isForeign)
        || receipts.stream().allMatch(stored::hasAll);
  }
}
