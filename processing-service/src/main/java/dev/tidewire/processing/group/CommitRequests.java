package dev.tidewire.processing.group;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the broker to commit positions. Used on the consumer's polling thread only. */
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
      client.commitAsync(offsets(next), (offsets, failure) -> answered(next, failure));
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

  /** Commits these positions and waits, at most for the time-out. */
  void commitNow(Consumer<?, ?> client, Map<Integer, Long> next, Duration timeout) {
    if (next.isEmpty()) {
      return;
    }
    try {
      client.commitSync(offsets(next), timeout);
      positions.committed(next);
    } catch (KafkaException e) {
      LOG.debugf("Offsets are not committed; the next owner repeats the records: %s", e);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Map<Integer, Long> next) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach(
        (partition, offset) ->
            offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
    return offsets;
  }
}
