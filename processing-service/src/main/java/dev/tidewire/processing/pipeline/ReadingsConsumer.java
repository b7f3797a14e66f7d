package dev.tidewire.processing.pipeline;

import dev.tidewire.platform.text.FailureText;
import dev.tidewire.processing.group.Drain;
import dev.tidewire.processing.trace.PollTracing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

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

  private final PollWriter writer;
  private final PipelineState state;
  private final Drain drain;
  private final PollTracing tracing;
  private final PollPace pace;
  private final ScheduledExecutorService worker;

  @Inject
  ReadingsConsumer(
      PollWriter writer, PipelineState state, Drain drain, PollTracing tracing, PollPace pace) {
    this(writer, state, drain, tracing, pace, Infrastructure.getDefaultWorkerPool());
  }

  ReadingsConsumer(
      PollWriter writer,
      PipelineState state,
      Drain drain,
      PollTracing tracing,
      PollPace pace,
      ScheduledExecutorService worker) {
    this.writer = writer;
    this.state = state;
    this.drain = drain;
    this.tracing = tracing;
    this.pace = pace;
    this.worker = worker;
  }

  @Incoming("readings")
  Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
    return drain.until(Uni.createFrom().deferred(() -> workOn(records)));
  }

  private Uni<Void> workOn(ConsumerRecords<byte[], byte[]> records) {
    state.begin(records, SourceRecords.oldestTimestampMillis(records));
    return pace.before(SourceRecords.partitions(records), worker)
        .chain(() -> tracing.trace(records, () -> process(records)));
  }

  private Uni<Void> process(ConsumerRecords<byte[], byte[]> records) {
    PollWork work = new PollWork(SourceRecords.legs(records), worker, () -> state.stored(records));
    return Uni.createFrom()
        .deferred(() -> writer.write(SourceRecords.of(records), work))
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

  private void failed(Object poll, Throwable failure) {
    if (state.refusing(poll, FailureText.of(failure))) {
      LOG.errorf(failure, "A poll could not be stored; retrying until it can");
    }
  }
}
