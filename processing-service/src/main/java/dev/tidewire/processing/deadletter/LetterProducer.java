package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.ClientDefaults;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends letters to the dead-letter topic, and redriven ones to the readings topic. */
@ApplicationScoped
class LetterProducer {
  private final Producer<byte[], byte[]> producer;

  @Inject
  LetterProducer(ClientDefaults defaults) {
    this(
        new KafkaProducer<>(
            defaults.with(settings()), new ByteArraySerializer(), new ByteArraySerializer()));
  }

  LetterProducer(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  private static Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        10_000,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        4_000,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        5_000L,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.valueOf(Topics.DEAD_LETTERS.settings().get("max.message.bytes")),
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        8L << 20,
        ProducerConfig.CLIENT_ID_CONFIG,
        "tidewire-dead-letters");
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }

  /**
   * The number of partitions of a topic. May block for the broker's metadata: do not call on an
   * event loop.
   */
  int partitions(Topics topic) {
    return producer.partitionsFor(topic.topicName()).size();
  }

  /**
   * Completes when all in-sync replicas have the record. May block for the broker's metadata: do
   * not call on an event loop.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // The callback receives the result.
  CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
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
