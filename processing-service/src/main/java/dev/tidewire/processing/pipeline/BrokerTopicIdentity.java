package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Asks the broker. */
@ApplicationScoped
class BrokerTopicIdentity implements TopicIdentity {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int TIMEOUT_MS = 5_000;

  private final Admin admin;
  private volatile @Nullable UUID known;

  BrokerTopicIdentity(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(AdminClientConfig.CLIENT_ID_CONFIG, "tidewire-topic");
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    this.admin = Admin.create(config);
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(1));
  }

  @Override
  public Uni<UUID> get() {
    UUID id = known;
    return id != null ? Uni.createFrom().item(id) : ask();
  }

  @Override
  public Uni<UUID> ask() {
    String name = Topics.READINGS.topicName();
    return Uni.createFrom()
        .completionStage(
            () -> admin.describeTopics(List.of(name)).allTopicNames().toCompletionStage())
        .map(topics -> id(Objects.requireNonNull(topics.get(name))))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(id -> known = id);
  }

  private static UUID id(TopicDescription topic) {
    Uuid id = topic.topicId();
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
