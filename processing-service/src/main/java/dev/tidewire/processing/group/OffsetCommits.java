package dev.tidewire.processing.group;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commits the positions of one consumer every second and repeats a commit until the broker has
 * taken it. A consumer works on its polls one after another, so the last acknowledged one is its
 * position.
 *
 * <p>The connector's own strategies drop a failed commit, and every commit during a rebalance
 * fails: the offset would then stay behind until the next record.
 */
final class OffsetCommits implements KafkaCommitHandler {
  private static final Logger LOG = Logger.getLogger(OffsetCommits.class);

  /** How long a commit may delay a rebalance or the end of the process. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String topic;
  private final KafkaConsumer<?, ?> consumer;
  private final Runnable onFenced;
  private final Positions positions = new Positions();
  private final Clock clock = Clock.systemUTC();
  private final Vertx vertx;
  private final long timer;
  private volatile Instant lastTurn = clock.instant();
  private volatile boolean ends;

  OffsetCommits(
      String topic,
      Duration interval,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      Runnable onFenced) {
    this.topic = topic;
    this.consumer = consumer;
    this.onFenced = onFenced;
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(interval.toMillis(), tick -> takeTurn());
  }

  String topic() {
    return topic;
  }

  /** The partitions that the consumer owns. */
  Set<Integer> partitions() {
    return positions.partitions();
  }

  /** Whether the consumer's thread has not run for this long although nobody has stopped it. */
  boolean hasStopped(Duration patience) {
    return !ends && lastTurn.plus(patience).isBefore(clock.instant());
  }

  @Override
  public void partitionsAssigned(Collection<TopicPartition> partitions) {
    positions.own(numbers(partitions), consumer.unwrap().groupMetadata().generationId());
  }

  /**
   * Also called for partitions that were lost without notice: the commit then fails, and their new
   * owner repeats the records.
   */
  @Override
  public void partitionsRevoked(Collection<TopicPartition> partitions) {
    commitNow(consumer.unwrap(), positions.disown(numbers(partitions)));
  }

  @Override
  public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
    positions.done(
        record.getPartition(), record.getConsumerGroupGenerationId(), record.getOffset() + 1);
    return Uni.createFrom().voidItem().runSubscriptionOn(record::runOnMessageContext);
  }

  @Override
  public void terminate(boolean graceful) {
    ends = true;
    vertx.cancelTimer(timer);
    consumer
        .runOnPollingThread(
            client -> {
              commitNow(client, positions.uncommitted());
            })
        .await()
        .atMost(PATIENCE.multipliedBy(2));
  }

  private void takeTurn() {
    consumer
        .runOnPollingThread(
            client -> {
              lastTurn = clock.instant();
              commit(client);
            })
        .subscribe()
        .with(done -> {}, this::missedTurn);
  }

  /** A fenced client reports it at the next call only, and not to callers that wait already. */
  private void missedTurn(Throwable failure) {
    if (failure instanceof FencedInstanceIdException) {
      onFenced.run();
    } else {
      LOG.debugf("The consumer's thread did not run: %s", failure);
    }
  }

  private void commit(Consumer<?, ?> client) {
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

  private void commitNow(Consumer<?, ?> client, Map<Integer, Long> next) {
    if (next.isEmpty()) {
      return;
    }
    try {
      client.commitSync(offsets(next), PATIENCE);
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

  private static List<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).toList();
  }
}
