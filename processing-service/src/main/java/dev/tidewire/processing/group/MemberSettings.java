package dev.tidewire.processing.group;

import dev.tidewire.processing.ProcessingConfig;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * Gives each consumer what it must not share with the other copies of its channel: its positions
 * and, in a process with an identity, its group instance id. Two group members with the same id
 * would fence each other.
 */
@ApplicationScoped
class MemberSettings implements ClientCustomizer<Map<String, Object>> {
  private final ProcessingConfig config;

  MemberSettings(ProcessingConfig config) {
    this.config = config;
  }

  @Override
  public Map<String, Object> customize(
      String channel, Config channelConfig, Map<String, Object> client) {
    if (!client.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
      return client;
    }
    Map<String, Object> member = new HashMap<>(client);
    member.putAll(PolledOffsets.settings());
    // A copy's channel is named readings$1, and Kafka allows no dollar.
    config
        .instanceId()
        .map(id -> id + "-" + channel.replace('$', '-'))
        .ifPresent(id -> member.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    return member;
  }
}
