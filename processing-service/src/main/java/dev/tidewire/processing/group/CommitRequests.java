package dev.tidewire.processing.group;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker to commit positions, each with the id of the topic that it is of as its metadata:
 * the group keeps a position when the topic is deleted and created again, and nothing else would
 * tell. Used on the consumer's polling thread only.
 */
final class CommitRequests {
  private static final Logger LOG = Logger.getLogger(CommitRequests.class);

  private final String topic;
  private final Positions positions;

  CommitRequests(String topic, Positions positions) {
    this.topic = topic;
    this.positions = positions;
  }

  /** Commits all positions and does not wait; what fails is still uncommitted. */
  void commit(Consumer<?, ?> client) {
    Map<Integer, Long> next = positions.uncommitted();
    if (!next.isEmpty()) {
      client.commitAsync(
          offsets(next, positions.legs()), (offsets, failure) -> answered(next, failure));
    }
  }

  private void answered(Map<Integer, Long> next, @Nullable Exception failure) {
    if (failure == null) {
      positions.committed(next);
    } else if (isTransient(failure)) {
      LOG.debugf("Offsets are not committed yet: %s", failure);
    } else {
      LOG.warnf("Offsets cannot be committed; retrying until they can: %s", failure);
    }
  }

  private static boolean isTransient(Exception failure) {
    return failure instanceof RetriableException
        || failure instanceof RebalanceInProgressException
        || failure instanceof CommitFailedException;
  }

  /**
   * Commits these positions and waits, at most for the time-out.
   *
   * @param legs of their partitions
   */
  void commitNow(
      Consumer<?, ?> client, Map<Integer, Long> next, Map<Integer, Leg> legs, Duration timeout) {
    if (next.isEmpty()) {
      return;
    }
    try {
      client.commitSync(offsets(next, legs), timeout);
      positions.committed(next);
    } catch (KafkaException e) {
      LOG.debugf("Offsets are not committed; the next owner reads the records again: %s", e);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(
      Map<Integer, Long> next, Map<Integer, Leg> legs) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach(
        (partition, offset) -> {
          String id = Objects.requireNonNull(legs.get(partition)).topicId().toString();
          offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset, id));
        });
    return offsets;
  }
}
