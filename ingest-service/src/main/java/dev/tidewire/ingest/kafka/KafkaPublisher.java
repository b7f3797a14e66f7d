package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.publish.BatchFate;
import dev.tidewire.ingest.publish.Delivery;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.ingest.publish.Publisher;
import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import dev.tidewire.platform.broker.TopicWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private final TopicWatch topics;

  /** What all batches of a request share. */
  private record Request(
      List<Header> headers, Delivery delivery, RecordPlaces places, long start) {}

  KafkaPublisher(
      Producer<byte[], byte[]> producer,
      KafkaState state,
      PublishMetrics metrics,
      PublishTracing tracing,
      TopicWatch topics) {
    this.producer = producer;
    this.state = state;
    this.metrics = metrics;
    this.tracing = tracing;
    this.topics = topics;
  }

  @Override
  public void publish(List<EncodedBatch> batches, Consumer<PublishOutcome> whenDone) {
    long start = System.nanoTime();
    PublishSpan span = tracing.begin(batches.size());
    RecordPlaces places = new RecordPlaces(System.currentTimeMillis());
    // Asked while the batches are on their way, so that nobody has to wait for it.
    CompletableFuture<Optional<Topic>> topic = topics.topic();
    Delivery delivery =
        new Delivery(
            batches.size(),
            outcome -> {
              span.end(outcome);
              metrics.published(outcome, System.nanoTime() - start);
              report(outcome, places, topic, whenDone);
            });
    Request request = new Request(span.headers(), delivery, places, start);
    new PacedSend(batches, (batch, sends) -> send(batch, sends, request)).go();
  }

  private static void report(
      PublishOutcome outcome,
      RecordPlaces places,
      CompletableFuture<Optional<Topic>> topic,
      Consumer<PublishOutcome> whenDone) {
    if (outcome.isComplete()) {
      var unused =
          topic.thenAccept(
              now ->
                  whenDone.accept(
                      outcome.with(now.map(known -> places.receipt(known.id())).orElse(null))));
    } else {
      whenDone.accept(outcome);
    }
  }

  private void send(EncodedBatch batch, PacedSend sends, Request request) {
    if (state.isOutage()) {
      refuse(sends, request.delivery(), batch, "No Kafka broker can be reached.");
    } else if (System.nanoTime() - request.start() > PATIENCE.toNanos()) {
      refuse(sends, request.delivery(), batch, "Kafka takes the readings too slowly.");
    } else {
      sendNow(batch, sends, request);
    }
  }

  // The future carries the same result as the callback.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void sendNow(EncodedBatch batch, PacedSend sends, Request request) {
    Delivery delivery = request.delivery();
    Thread sender = Thread.currentThread();
    AtomicBoolean isWithProducer = new AtomicBoolean();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<byte[], byte[]>(
            Topics.READINGS.topicName(),
            batch.partition(),
            (byte[]) null,
            batch.bytes(),
            request.headers());
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              request.places().add(metadata);
            }
            // The producer's own thread reports on what was sent. It also sends, when others are
            // settled.
            settle(
                sends,
                delivery,
                batch,
                failure,
                Thread.currentThread() != sender || isWithProducer.get());
          });
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
