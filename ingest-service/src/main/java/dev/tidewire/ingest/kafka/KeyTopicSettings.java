package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of the clients of the topic of keys: the operator's {@code kafka.*} override our
 * defaults, and our guarantees override the operator's.
 */
final class KeyTopicSettings {
  /** Shorter than a claim may take, so that none is sent twice. */
  static final int DELIVERY_TIMEOUT_MILLIS = 2_500;

  private static final String CLIENT_ID = "tidewire-ingest-keys";

  private static final Map<String, Object> DEFAULTS =
      Map.of(
          // The metrics go to Micrometer; nobody reads Kafka's JMX beans.
          ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
          List.of(),
          ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
          false,
          ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
          500L);

  private static final Map<String, Object> PRODUCERS =
      Map.of(
          ProducerConfig.CLIENT_ID_CONFIG,
          CLIENT_ID,
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.LINGER_MS_CONFIG,
          0,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          DELIVERY_TIMEOUT_MILLIS,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          DELIVERY_TIMEOUT_MILLIS / 2,
          // Where send() would block, it fails instead.
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          0L,
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          2L << 20,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          Integer.valueOf(Topics.IDEMPOTENCY.settings().get("max.message.bytes")));

  private static final Map<String, Object> CONSUMERS =
      Map.of(
          ConsumerConfig.CLIENT_ID_CONFIG,
          CLIENT_ID,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          false,
          // Each replica reads all of it, and what was deleted is no loss.
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "earliest",
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          false,
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          1 << 20,
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
          1 << 20);

  private KeyTopicSettings() {}

  static Map<String, Object> ofProducer(Map<String, Object> operators) {
    return with(operators, PRODUCERS);
  }

  /** Without a group, so that nobody needs a right to one. */
  static Map<String, Object> ofConsumer(Map<String, Object> operators) {
    Map<String, Object> settings = with(operators, CONSUMERS);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return settings;
  }

  private static Map<String, Object> with(
      Map<String, Object> operators, Map<String, Object> guarantees) {
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.putAll(operators);
    settings.putAll(guarantees);
    return settings;
  }
}
