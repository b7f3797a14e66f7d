package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.intake.RefusedReading;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.OutageLog;
import dev.tidewire.processing.store.StoreMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Writes dead letters and never skips one: while the topic does not take a letter, it is sent
 * again, and its poll stays unacknowledged.
 */
@ApplicationScoped
public class DeadLetterTopic implements DeadLetterWriter {
  private static final Logger LOG = Logger.getLogger(DeadLetterTopic.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final LetterProducer kafka;
  private final StoreMetrics metrics;
  private final Clock clock;
  private final OutageLog outages;

  DeadLetterTopic(LetterProducer kafka, StoreMetrics metrics, Clock clock) {
    this.kafka = kafka;
    this.metrics = metrics;
    this.clock = clock;
    this.outages = new OutageLog("Writing to the dead-letter topic", clock);
  }

  @Override
  public Uni<Void> write(
      List<UndecodableRecord> undecodable, List<RefusedReading> refused, Executor worker) {
    long now = clock.millis();
    List<DeadLetter> letters =
        Stream.concat(
                undecodable.stream().map(record -> DeadLetter.of(record, now)),
                refused.stream().map(reading -> DeadLetter.of(reading, now)))
            .toList();
    Uni<Void> written = Uni.createFrom().voidItem();
    for (DeadLetter letter : letters) {
      written = written.chain(() -> write(letter, worker));
    }
    return written;
  }

  @Override
  public Optional<Outage> outage() {
    return outages.current();
  }

  @Override
  public Optional<LastError> lastError() {
    return outages.lastError();
  }

  private Uni<Void> write(DeadLetter letter, Executor worker) {
    DeadLetterReason reason = letter.envelope().reason();
    return Uni.createFrom()
        .completionStage(() -> send(letter))
        .runSubscriptionOn(worker)
        .onFailure()
        .invoke(failure -> outages.failed(letter, cause(failure)))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(() -> outages.succeeded(letter))
        .invoke(() -> metrics.deadLetter(reason))
        .invoke(
            () ->
                LOG.infof(
                    "Dead letter from %s-%d@%d: %s: %s",
                    letter.envelope().topic(),
                    letter.envelope().partition(),
                    letter.envelope().offset(),
                    reason.code(),
                    letter.envelope().detail()));
  }

  private static String cause(Throwable failure) {
    return "a dead letter cannot be written: " + failure.getMessage();
  }

  private CompletionStage<Void> send(DeadLetter letter) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.DEAD_LETTERS.topicName(), letter.key(), letter.value());
    letter
        .envelope()
        .toHeaders()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return kafka.send(record);
  }
}
