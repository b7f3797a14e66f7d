package dev.tidewire.ingest.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer's settings: the operator's {@code kafka.*} override our defaults, and our guarantees
 * override the operator's.
 */
final class ProducerSettings {
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          // The metrics go to Micrometer; nobody reads Kafka's JMX beans.
          ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
          List.of(),
          ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
          false,
          ProducerConfig.CLIENT_ID_CONFIG,
          "tidewire-ingest",
          ProducerConfig.LINGER_MS_CONFIG,
          0,
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          1,
          ProducerConfig.BATCH_SIZE_CONFIG,
          65_536,
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          "none",
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          16_777_216L,
          ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
          500L,
          ProducerConfig.METADATA_MAX_AGE_CONFIG,
          30_000L);

  private static final Map<String, Object> GUARANTEES =
      Map.of(
          // A 202 means: on all in-sync replicas, once, and in order.
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          // The sender gets its answer within five seconds.
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          4_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          2_000,
          // Event loops call send(): where it would block, it fails instead.
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          0L,
          // No batch comes close to this.
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          1_048_576,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ByteArraySerializer.class,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ByteArraySerializer.class);

  private ProducerSettings() {}

  static Map<String, Object> of(Map<String, Object> operators) {
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.putAll(operators);
    settings.putAll(GUARANTEES);
    return settings;
  }
}
