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

/** Which topic it is that goes by the name of the readings topic. */
@ApplicationScoped
class TopicIdentity {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int TIMEOUT_MS = 5_000;

  private final Admin admin;
  private volatile @Nullable UUID known;

  TopicIdentity(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
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

  /** As far as is known; waits for the broker if nothing is. */
  Uni<UUID> get() {
    UUID id = known;
    return id != null ? Uni.createFrom().item(id) : ask();
  }

  /** As the broker says now; waits for it as long as it must. */
  Uni<UUID> ask() {
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
