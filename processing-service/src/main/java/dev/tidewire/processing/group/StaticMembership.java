package dev.tidewire.processing.group;

import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * Gives each consumer of a process with an identity its own group instance id. The copies of a
 * channel share their configuration, and two group members with the same id would fence each other.
 */
@ApplicationScoped
class StaticMembership implements ClientCustomizer<Map<String, Object>> {
  private final ProcessingConfig config;

  StaticMembership(ProcessingConfig config) {
    this.config = config;
  }

  @Override
  public Map<String, Object> customize(
      String channel, Config channelConfig, Map<String, Object> client) {
    if (config.instanceId().isEmpty() || !client.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
      return client;
    }
    Map<String, Object> member = new HashMap<>(client);
    // A copy's channel is named readings$1, and Kafka allows no dollar.
    String id = config.instanceId().get() + "-" + channel.replace('$', '-');
    member.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id);
    return member;
  }
}
