package dev.tidewire.platform.audit;

import dev.tidewire.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of the audit's producer: the operator's {@code kafka.*} override our defaults, and
 * our guarantees override the operator's.
 */
final class AuditSettings {
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          // The metrics go to Micrometer; nobody reads Kafka's JMX beans.
          ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
          List.of(),
          ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
          false);

  private static final Map<String, Object> GUARANTEES =
      Map.of(
          ProducerConfig.CLIENT_ID_CONFIG,
          "tidewire-audit",
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.LINGER_MS_CONFIG,
          0,
          // Where send() would block, it fails instead.
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          0L,
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          1L << 20,
          ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
          500L,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          Integer.valueOf(Topics.AUDIT.settings().get("max.message.bytes")));

  private AuditSettings() {}

  static Map<String, Object> of(Map<String, Object> operators, Duration timeout) {
    int millis = (int) timeout.toMillis();
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.putAll(operators);
    settings.putAll(GUARANTEES);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(millis / 2, 250));
    return settings;
  }
}
