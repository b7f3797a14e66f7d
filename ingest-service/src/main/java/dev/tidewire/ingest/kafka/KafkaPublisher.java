package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.publish.BatchFate;
import dev.tidewire.ingest.publish.Delivery;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.ingest.publish.Publisher;
import java.util.List;
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
    boolean pointless = state.isOutage();
    for (EncodedBatch batch : batches) {
      if (pointless) {
        settle(delivery, batch, BatchFate.NOT_SENT, "No Kafka broker can be reached.");
      } else {
        send(batch, span.headers(), delivery);
      }
    }
  }

  // The future carries the same result as the callback.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(EncodedBatch batch, List<Header> headers, Delivery delivery) {
    metrics.sending(batch);
    Thread sender = Thread.currentThread();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<byte[], byte[]>(
            Topics.READINGS.topicName(), batch.partition(), (byte[]) null, batch.bytes(), headers);
    try {
      producer.send(
          record,
          (metadata, failure) ->
              // The producer's own thread reports on what was sent.
              settle(delivery, batch, failure, Thread.currentThread() != sender));
    } catch (KafkaException | IllegalStateException e) {
      // Thrown, not passed to the callback, when the producer as such is broken or closed.
      state.broken(e);
      settle(delivery, batch, BatchFate.NOT_SENT, "The Kafka producer has failed.");
    }
  }

  private void settle(
      Delivery delivery, EncodedBatch batch, @Nullable Exception failure, boolean sent) {
    if (failure == null) {
      state.acknowledged();
      settle(delivery, batch, BatchFate.ACCEPTED, "");
    } else {
      Failure kind = Failure.of(failure, sent);
      state.failed(failure, kind);
      settle(delivery, batch, kind.fate(), kind.reason());
    }
  }

  private static void settle(Delivery delivery, EncodedBatch batch, BatchFate fate, String why) {
    delivery.settle(fate, batch.readings(), why);
  }
}
