package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.ingest.publish.StoredRecords;
import dev.tidewire.ingest.publish.StoredRecords.Next;
import dev.tidewire.platform.broker.BrokerFailure;
import dev.tidewire.platform.broker.ReadingsBroker;
import dev.tidewire.platform.broker.ReadingsBroker.Committed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/**
 * What is stored, as the offsets say that processing has committed: it commits a record only once
 * the record is stored or a dead letter, and notes the id of its topic.
 */
final class StoredOffsets {
  private static final Logger LOG = Logger.getLogger(StoredOffsets.class);

  private final ReadingsBroker broker;
  private final String group;
  private final AtomicBoolean isDenied = new AtomicBoolean();

  /**
   * @param group the consumer group of processing
   */
  StoredOffsets(ReadingsBroker broker, String group) {
    this.broker = broker;
    this.group = group;
  }

  /** Asks the broker. Fails when it does not answer. */
  CompletableFuture<StoredRecords> now() {
    return broker
        .committed(group)
        .thenApply(committed -> new StoredRecords(next(committed), true))
        .exceptionally(this::untold);
  }

  private static Map<Integer, Next> next(Map<Integer, Committed> committed) {
    Map<Integer, Next> next = new HashMap<>();
    committed.forEach(
        (partition, offset) ->
            id(offset)
                .map(Receipt::topic)
                .ifPresent(topic -> next.put(partition, new Next(topic, offset.offset()))));
    return next;
  }

  /** An offset that an operator has set has none. */
  private static Optional<UUID> id(Committed offset) {
    try {
      return Optional.of(UUID.fromString(offset.topic()));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private StoredRecords untold(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof AuthorizationException) {
      if (isDenied.compareAndSet(false, true)) {
        LOG.warnf(
            "Kafka does not tell what the group %s has stored, so requests with `Prefer: wait` do not"
                + " wait and are answered 202; allow the user of this service DESCRIBE on the group: %s",
            group, BrokerFailure.of(cause));
      }
      return StoredRecords.UNTOLD;
    }
    throw new CompletionException(cause);
  }
}
