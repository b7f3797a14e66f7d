package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Headers;
import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.group.Drain;
import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.RecordHeaders;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.store.LatePollException;
import dev.tidewire.processing.store.PollStore;
import dev.tidewire.processing.store.StoreMetrics;
import dev.tidewire.processing.store.StoredPoll;
import dev.tidewire.processing.store.SystemicRefusalException;
import dev.tidewire.processing.store.Watermarks;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes polls from the readings topic, one after another per partition. A poll is acknowledged when
 * each of its readings is stored or a dead letter. It is never nacked: while the database or the
 * dead-letter topic is down, its work waits. That pauses the consumer, which stays in its group.
 */
@ApplicationScoped
public class ReadingsConsumer {
  private static final Logger LOG = Logger.getLogger(ReadingsConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final TopicIdentity topic;
  private final PollStore store;
  private final Watermarks watermarks;
  private final DeadLetterWriter deadLetters;
  private final StoreMetrics metrics;
  private final PipelineState state;
  private final Drain drain;
  private final PollTracing tracing;
  private final ScheduledExecutorService worker;

  @Inject
  ReadingsConsumer(
      TopicIdentity topic,
      PollStore store,
      Watermarks watermarks,
      DeadLetterWriter deadLetters,
      StoreMetrics metrics,
      PipelineState state,
      Drain drain,
      PollTracing tracing) {
    this(
        topic,
        store,
        watermarks,
        deadLetters,
        metrics,
        state,
        drain,
        tracing,
        Infrastructure.getDefaultWorkerPool());
  }

  ReadingsConsumer(
      TopicIdentity topic,
      PollStore store,
      Watermarks watermarks,
      DeadLetterWriter deadLetters,
      StoreMetrics metrics,
      PipelineState state,
      Drain drain,
      PollTracing tracing,
      ScheduledExecutorService worker) {
    this.worker = worker;
    this.topic = topic;
    this.watermarks = watermarks;
    this.store = store;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.state = state;
    this.drain = drain;
    this.tracing = tracing;
  }

  @Incoming("readings")
  Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
    return drain.until(Uni.createFrom().deferred(() -> workOn(records)));
  }

  private Uni<Void> workOn(ConsumerRecords<byte[], byte[]> records) {
    state.begin(records, oldestTimestampMillis(records));
    return tracing.trace(records, () -> process(records));
  }

  private Uni<Void> process(ConsumerRecords<byte[], byte[]> records) {
    UUID writer = UUID.randomUUID();
    return Uni.createFrom()
        .item(() -> Poll.of(sources(records)))
        .runSubscriptionOn(worker)
        .chain(poll -> work(poll, writer))
        // Whatever the failure is: a nack would lose the poll or stop the consumer permanently.
        .onFailure()
        .invoke(failure -> failed(records, failure))
        .onFailure()
        .retry()
        .withExecutor(worker)
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(() -> state.done(records));
  }

  private Uni<Void> work(Poll poll, UUID writer) {
    return store(poll, writer)
        .onFailure(LatePollException.class)
        .recoverWithUni(() -> storeTheRest(poll, writer));
  }

  private Uni<Void> store(Poll poll, UUID writer) {
    if (poll.records().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return topic
        .get()
        .map(id -> new Claim(id, poll.offsets(), writer))
        .chain(claim -> store(poll, claim));
  }

  private Uni<Void> store(Poll poll, Claim claim) {
    return store
        .store(poll, claim, worker)
        .chain(stored -> writeDeadLetters(poll, claim, stored).replaceWith(stored))
        .invoke(
            stored -> metrics.stored(poll.size() - stored.refused().size(), stored.duplicates()))
        .chain(() -> watermarks.raise(claim));
  }

  private Uni<Void> writeDeadLetters(Poll poll, Claim claim, StoredPoll stored) {
    if (poll.undecodable().isEmpty() && stored.refused().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return watermarks
        .verify(claim)
        .chain(() -> deadLetters.write(poll.undecodable(), stored.refused(), worker));
  }

  /**
   * Asks for the topic's identity first: the watermarks that rejected the poll may belong to a
   * deleted topic, and the records of the new one must not be skipped because of them. Random
   * pauses keep two consumers from taking over from each other forever.
   */
  private Uni<Void> storeTheRest(Poll poll, UUID writer) {
    return topic
        .ask()
        .chain(id -> watermarks.takeOver(new Claim(id, poll.offsets(), writer)))
        .emitOn(worker)
        .map(poll::from)
        .chain(rest -> store(rest, writer))
        .onFailure(LatePollException.class)
        .retry()
        .withExecutor(worker)
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private void failed(Object poll, Throwable failure) {
    boolean news = state.refusing(poll, String.valueOf(failure.getMessage()));
    if (news && !(failure instanceof SystemicRefusalException)) {
      LOG.errorf(failure, "A poll could not be stored; retrying until it can");
    }
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
              record.value(),
              RecordHeaders.earlierAttempts(last(record, Headers.ATTEMPT)),
              RecordHeaders.traceId(last(record, Headers.TRACE_PARENT))));
    }
    return sources;
  }

  private static byte @Nullable [] last(ConsumerRecord<byte[], byte[]> record, String header) {
    Header last = record.headers().lastHeader(header);
    return last == null ? null : last.value();
  }
}
