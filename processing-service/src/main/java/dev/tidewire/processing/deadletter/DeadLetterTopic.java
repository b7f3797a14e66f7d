package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.intake.RefusedReadings;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.OutageLog;
import dev.tidewire.processing.store.StoreMetrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Writes dead letters and never skips one: while the topic does not take a letter, it is sent
 * again, and its poll stays unacknowledged. Letters are made and sent a window at a time, so that
 * any number of them takes little memory.
 */
@ApplicationScoped
public class DeadLetterTopic implements DeadLetterWriter {
  private static final Logger LOG = Logger.getLogger(DeadLetterTopic.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final int WINDOW = 200;

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
      List<UndecodableRecord> undecodable,
      List<RefusedReadings> refused,
      Executor worker,
      Runnable written) {
    long now = clock.millis();
    return Multi.createFrom()
        .items(
            () ->
                Stream.concat(
                    undecodable.stream().map(record -> DeadLetter.of(record, now)),
                    refused.stream().map(readings -> DeadLetter.of(readings, now))))
        .group()
        .intoLists()
        .of(WINDOW)
        .onItem()
        .transformToUniAndConcatenate(
            letters -> write(new LetterWindow(letters), worker).invoke(written))
        .onItem()
        .ignoreAsUni();
  }

  @Override
  public Optional<Outage> outage() {
    return outages.current();
  }

  @Override
  public Optional<LastError> lastError() {
    return outages.lastError();
  }

  private Uni<Void> write(LetterWindow window, Executor worker) {
    return Uni.createFrom()
        .completionStage(() -> window.send(kafka))
        .runSubscriptionOn(worker)
        .onFailure()
        .invoke(failure -> outages.failed(window, cause(failure)))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(() -> outages.succeeded(window))
        .invoke(() -> written(window.letters()));
  }

  /** One line tells of many letters: a single request can make thousands. */
  private void written(List<DeadLetter> letters) {
    letters.forEach(letter -> metrics.deadLetter(letter.reason()));
    DeadLetterEnvelope first = letters.get(0).envelope();
    LOG.infof(
        "Dead letters written: %d. The first is from %s-%d@%d: %s: %s",
        letters.size(),
        first.topic(),
        first.partition(),
        first.offset(),
        first.reason(),
        first.detail());
  }

  private static String cause(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return "a dead letter cannot be written: " + cause.getMessage();
  }
}
