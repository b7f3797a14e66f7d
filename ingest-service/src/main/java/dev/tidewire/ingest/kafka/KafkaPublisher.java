package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.publish.BatchFate;
import dev.tidewire.ingest.publish.Delivery;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.ingest.publish.Publisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches with a Kafka producer whose {@code max.block.ms} is 0, so that sending never blocks
 * and event loops may do it. After a delivery has failed and while no broker is connected, nothing
 * is sent: the outcome is known, and waiting for it would only hold memory.
 */
final class KafkaPublisher implements Publisher {
  /** No batch is sent later than this after the first of its request. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Producer<byte[], byte[]> producer;
  private final KafkaState state;
  private final PublishMetrics metrics;
  private final PublishTracing tracing;

  KafkaPublisher(
      Producer<byte[], byte[]> producer,
      KafkaState state,
      PublishMetrics metrics,
      PublishTracing tracing) {
    this.producer = producer;
    this.state = state;
    this.metrics = metrics;
    this.tracing = tracing;
  }

  @Override
  public void publish(List<EncodedBatch> batches, Consumer<PublishOutcome> whenDone) {
    long start = System.nanoTime();
    PublishSpan span = tracing.begin(batches.size());
    Delivery delivery =
        new Delivery(
            batches.size(),
            outcome -> {
              span.end(outcome);
              metrics.published(outcome, System.nanoTime() - start);
              whenDone.accept(outcome);
            });
    new PacedSend(batches, (batch, sends) -> send(batch, span.headers(), sends, delivery, start))
        .go();
  }

  private void send(
      EncodedBatch batch, List<Header> headers, PacedSend sends, Delivery delivery, long start) {
    if (state.isOutage()) {
      refuse(sends, delivery, batch, "No Kafka broker can be reached.");
    } else if (System.nanoTime() - start > PATIENCE.toNanos()) {
      refuse(sends, delivery, batch, "Kafka takes the readings too slowly.");
    } else {
      send(batch, headers, sends, delivery);
    }
  }

  // The future carries the same result as the callback.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(EncodedBatch batch, List<Header> headers, PacedSend sends, Delivery delivery) {
    Thread sender = Thread.currentThread();
    AtomicBoolean isWithProducer = new AtomicBoolean();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<byte[], byte[]>(
            Topics.READINGS.topicName(), batch.partition(), (byte[]) null, batch.bytes(), headers);
    try {
      producer.send(
          record,
          (metadata, failure) ->
              // The producer's own thread reports on what was sent. It also sends, when others are
              // settled.
              settle(
                  sends,
                  delivery,
                  batch,
                  failure,
                  Thread.currentThread() != sender || isWithProducer.get()));
      isWithProducer.set(true);
    } catch (KafkaException | IllegalStateException e) {
      // Thrown, not passed to the callback, when the producer as such is broken or closed.
      state.broken(e);
      refuse(sends, delivery, batch, "The Kafka producer has failed.");
    }
  }

  private void settle(
      PacedSend sends,
      Delivery delivery,
      EncodedBatch batch,
      @Nullable Exception failure,
      boolean sent) {
    @Nullable Failure kind = failure == null ? null : Failure.of(failure, sent);
    if (!sends.isSettled(batch, kind == Failure.NO_ROOM)) {
      return;
    }
    if (sent) {
      metrics.sent(batch);
    }
    if (failure == null || kind == null) {
      state.acknowledged();
      report(delivery, batch, BatchFate.ACCEPTED, "");
    } else {
      state.failed(failure, kind);
      report(delivery, batch, kind.fate(), kind.reason());
    }
    sends.go();
  }

  private void refuse(PacedSend sends, Delivery delivery, EncodedBatch batch, String why) {
    sends.isSettled(batch, false);
    report(delivery, batch, BatchFate.NOT_SENT, why);
    sends.go();
  }

  private static void report(Delivery delivery, EncodedBatch batch, BatchFate fate, String why) {
    delivery.settle(fate, batch.readings(), why);
  }
}
