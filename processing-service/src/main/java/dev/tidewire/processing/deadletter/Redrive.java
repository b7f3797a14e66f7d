package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.Headers;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Sends letters to the readings topic again, with their key, value and count of attempts. */
@ApplicationScoped
class Redrive {
  /**
   * Longer than a record's delivery time-out, which does not apply while an idempotent producer
   * waits for a new producer id.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final LetterProducer kafka;
  private final Executor worker = Infrastructure.getDefaultWorkerPool();

  Redrive(LetterProducer kafka) {
    this.kafka = kafka;
  }

  /**
   * Completes when the broker has acknowledged all letters except those that are too large for the
   * topic, which are the result; fails when the broker does not answer.
   */
  Uni<Set<LetterId>> send(List<Letter> letters) {
    return Uni.createFrom()
        .completionStage(() -> sendAll(letters))
        .runSubscriptionOn(worker)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .emitOn(worker);
  }

  private CompletableFuture<Set<LetterId>> sendAll(List<Letter> letters) {
    int partitions = kafka.partitions(Topics.READINGS);
    List<CompletableFuture<Optional<LetterId>>> sent = new ArrayList<>(letters.size());
    for (Letter letter : letters) {
      sent.add(
          kafka
              .send(record(letter, partitions))
              .handle((acknowledged, failure) -> tooLarge(letter, failure)));
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                sent.stream()
                    .flatMap(one -> one.join().stream())
                    .collect(Collectors.toUnmodifiableSet()));
  }

  private static Optional<LetterId> tooLarge(Letter letter, @Nullable Throwable failure) {
    if (failure == null) {
      return Optional.empty();
    }
    if (failure instanceof RecordTooLargeException) {
      return Optional.of(letter.id());
    }
    throw new CompletionException(failure);
  }

  private static ProducerRecord<byte[], byte[]> record(Letter letter, int partitions) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.READINGS.topicName(),
            letter.readingsPartition(partitions),
            letter.key(),
            letter.value());
    byte[] attempts = Integer.toString(letter.attempt()).getBytes(StandardCharsets.UTF_8);
    record.headers().add(Headers.ATTEMPT, attempts);
    if (letter.traceId() != null) {
      record.headers().add(Headers.TRACE_PARENT, traceParent(letter.traceId()));
    }
    return record;
  }

  /**
   * Continues the trace with a span that is not recorded, so that the next letter has the trace
   * too.
   */
  private static byte[] traceParent(String traceId) {
    long span = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return "00-%s-%016x-00".formatted(traceId, span).getBytes(StandardCharsets.UTF_8);
  }
}
