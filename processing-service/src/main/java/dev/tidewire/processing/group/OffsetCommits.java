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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jboss.logging.Logger;

/**
 * Commits the positions of one consumer every second and repeats a commit until the broker has
 * taken it. A consumer works on its polls one after another, so the last acknowledged one says how
 * far it is done.
 *
 * <p>The connector's own strategies drop a failed commit, and every commit during a rebalance
 * fails: the offset would then lag until the next record.
 */
final class OffsetCommits implements KafkaCommitHandler {
  private static final Logger LOG = Logger.getLogger(OffsetCommits.class);

  /** How long a commit may delay a rebalance or the end of the process. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String topic;
  private final KafkaConsumer<?, ?> consumer;
  private final Runnable onFenced;
  private final Positions positions;
  private final CommitRequests requests;
  private final Clock clock;
  private final Vertx vertx;
  private final long timer;
  private volatile Instant lastRun;
  private volatile boolean ends;

  OffsetCommits(
      String topic,
      Duration interval,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      Runnable onFenced,
      Clock clock) {
    this.topic = topic;
    this.consumer = consumer;
    this.onFenced = onFenced;
    this.vertx = vertx;
    this.clock = clock;
    this.positions = PolledOffsets.positions(consumer.configuration());
    this.requests = new CommitRequests(topic, positions);
    this.lastRun = clock.instant();
    this.timer = vertx.setPeriodic(interval.toMillis(), tick -> commitOnPollingThread());
  }

  String topic() {
    return topic;
  }

  /** The partitions that the consumer owns. */
  Set<Integer> partitions() {
    return positions.partitions();
  }

  void hold(int partition) {
    positions.hold(partition);
  }

  /** The partitions that the consumer owns and holds. */
  Set<Integer> held() {
    return positions.held();
  }

  /** Whether the consumer's thread has not run for this long although nobody has stopped it. */
  boolean hasStopped(Duration patience) {
    return !ends && lastRun.plus(patience).isBefore(clock.instant());
  }

  /** The legs of the partitions that the consumer owns. */
  Map<Integer, Leg> legs() {
    return positions.legs();
  }

  /** What the consumer has passed behind watermarks. */
  List<Passed> passed() {
    return positions.passed();
  }

  /** Sends the consumer to those of the starts whose legs are still its own. */
  Uni<Void> place(Map<Integer, LegStart> starts) {
    return consumer.runOnPollingThread(
        client -> {
          starts.forEach((partition, start) -> place(client, partition, start));
        });
  }

  /** On the polling thread, so that each poll is of one leg. */
  private void place(Consumer<?, ?> client, int partition, LegStart start) {
    if (positions.leg(partition).filter(leg -> leg == start.from()).isPresent()) {
      client.seek(new TopicPartition(topic, partition), start.offset());
      positions.place(partition, start);
    }
  }

  /** When the consumer's thread has run last, unless it has been stopped. */
  Optional<Instant> silentSince() {
    return ends ? Optional.empty() : Optional.of(lastRun);
  }

  @Override
  public void partitionsAssigned(Collection<TopicPartition> partitions) {
    positions.own(numbers(partitions));
  }

  /**
   * Also called for partitions that were lost without notice: the commit then fails, and their new
   * owner reads the records again.
   */
  @Override
  public void partitionsRevoked(Collection<TopicPartition> partitions) {
    Map<Integer, Leg> legs = positions.legs();
    requests.commitNow(consumer.unwrap(), positions.disown(numbers(partitions)), legs, PATIENCE);
  }

  @Override
  public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
    positions.done(
        record.getPartition(), LegHeader.of(record.getHeaders()), record.getOffset() + 1);
    return Uni.createFrom().voidItem().runSubscriptionOn(record::runOnMessageContext);
  }

  @Override
  public void terminate(boolean graceful) {
    ends = true;
    vertx.cancelTimer(timer);
    consumer
        .runOnPollingThread(
            client -> {
              requests.commitNow(client, positions.uncommitted(), positions.legs(), PATIENCE);
            })
        .await()
        .atMost(PATIENCE.multipliedBy(2));
  }

  private void commitOnPollingThread() {
    consumer
        .runOnPollingThread(
            client -> {
              lastRun = clock.instant();
              requests.commit(client);
            })
        .subscribe()
        .with(done -> {}, this::didNotRun);
  }

  /** A fenced client reports it at the next call only, and not to callers that wait already. */
  private void didNotRun(Throwable failure) {
    if (failure instanceof FencedInstanceIdException) {
      onFenced.run();
    } else {
      LOG.debugf("The consumer's thread did not run: %s", failure);
    }
  }

  private static List<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).toList();
  }
}
