package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.OutageLog;
import dev.tidewire.processing.store.RefusedReading;
import dev.tidewire.processing.store.StoreMetrics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Writes dead letters. Nothing is ever skipped: while the topic does not take a letter, it is sent
 * again, and the poll it belongs to stays unacknowledged.
 */
@ApplicationScoped
public class DeadLetterTopic implements DeadLetterWriter {
  private static final Logger LOG = Logger.getLogger(DeadLetterTopic.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;
  private final StoreMetrics metrics;
  private final OutageLog outages =
      new OutageLog("Writing to the dead-letter topic", Clock.systemUTC());

  DeadLetterTopic(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, StoreMetrics metrics) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
    config.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.valueOf(Topics.DEAD_LETTERS.settings().get("max.message.bytes")));
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "tidewire-dead-letters");
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.metrics = metrics;
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }

  @Override
  public Uni<Void> write(
      List<UndecodableRecord> undecodable, List<RefusedReading> refused, Executor worker) {
    List<DeadLetter> letters =
        Stream.concat(
                undecodable.stream().map(DeadLetter::of), refused.stream().map(DeadLetter::of))
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
        .invoke(failure -> outages.failed(letter, String.valueOf(failure.getMessage())))
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

  @SuppressWarnings("FutureReturnValueIgnored") // The callback tells how it went.
  private CompletionStage<Void> send(DeadLetter letter) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.DEAD_LETTERS.topicName(), letter.key(), letter.value());
    letter
        .envelope()
        .toHeaders()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.complete(null);
          } else {
            acknowledged.completeExceptionally(failure);
          }
        });
    return acknowledged;
  }
}
