package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.deadletter.DeadLetterTopic;
import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.store.PollStore;
import dev.tidewire.processing.store.StoreMetrics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes polls from the readings topic, one after another for each partition. A poll is acknowledged
 * when every reading of it is stored or a dead letter, and is never given back: while the database
 * or the dead-letter topic is gone its work waits, which pauses the consumer but leaves it in its
 * group.
 */
@ApplicationScoped
public class ReadingsConsumer {
  private static final Logger LOG = Logger.getLogger(ReadingsConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final PollStore store;
  private final DeadLetterWriter deadLetters;
  private final StoreMetrics metrics;
  private final PipelineState state;
  private final ScheduledExecutorService worker;

  @Inject
  ReadingsConsumer(
      PollStore store, DeadLetterTopic deadLetters, StoreMetrics metrics, PipelineState state) {
    this(store, deadLetters, metrics, state, Infrastructure.getDefaultWorkerPool());
  }

  ReadingsConsumer(
      PollStore store,
      DeadLetterWriter deadLetters,
      StoreMetrics metrics,
      PipelineState state,
      ScheduledExecutorService worker) {
    this.worker = worker;
    this.store = store;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.state = state;
  }

  @Incoming("readings")
  Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
    state.begin(records, oldestTimestampMillis(records));
    return Uni.createFrom()
        .item(() -> Poll.of(sources(records)))
        .runSubscriptionOn(worker)
        .chain(this::work)
        // Whatever it is, giving the poll back would lose it or stop the consumer for good.
        .onFailure()
        .invoke(failure -> failed(records, failure))
        .onFailure()
        .retry()
        .withExecutor(worker)
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(() -> done(records));
  }

  private Uni<Void> work(Poll poll) {
    return store
        .store(poll, worker)
        .chain(
            stored ->
                deadLetters
                    .write(poll.undecodable(), stored.refused(), worker)
                    .invoke(
                        () ->
                            metrics.stored(
                                poll.size() - stored.refused().size(), stored.duplicates())));
  }

  private void failed(Object poll, Throwable failure) {
    state
        .refusing(poll, failure)
        .ifPresent(
            outage ->
                LOG.errorf(
                    failure,
                    "A poll cannot be stored and is tried until it can: %s",
                    outage.cause()));
  }

  private void done(Object poll) {
    state
        .done(poll)
        .ifPresent(
            outage ->
                LOG.infof(
                    "Every poll can be stored again, after the refusals since %s", outage.since()));
  }

  private static long oldestTimestampMillis(ConsumerRecords<byte[], byte[]> records) {
    long oldest = Long.MAX_VALUE;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      oldest = Math.min(oldest, record.timestamp());
    }
    return oldest;
  }

  private static List<SourceRecord> sources(ConsumerRecords<byte[], byte[]> records) {
    List<SourceRecord> sources = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      sources.add(
          new SourceRecord(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.key(),
              record.value()));
    }
    return sources;
  }
}
