package dev.tidewire.processing;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.Config;

/**
 * The defaults of all Kafka clients in this process; the operator's {@code kafka.*} settings
 * override them. Metrics go to Micrometer only. By default Kafka would also register a JMX bean for
 * each metric at every start, and nobody reads those.
 */
@ApplicationScoped
public class ClientDefaults implements ClientCustomizer<Map<String, Object>> {
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
          List.of(),
          CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
          false);

  private final Map<String, Object> operators;

  ClientDefaults(@Identifier("default-kafka-broker") Map<String, Object> operators) {
    this.operators = operators;
  }

  /** The settings of a client; {@code own} overrides everything else. */
  public Map<String, Object> with(Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.putAll(operators);
    settings.putAll(own);
    return settings;
  }

  /** The settings of a consumer, which include the operator's already. */
  @Override
  public Map<String, Object> customize(
      String channel, Config channelConfig, Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.putAll(client);
    return settings;
  }
}
