package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** The topic's identity as the broker reports it. */
@ApplicationScoped
class BrokerTopicIdentity implements TopicIdentity {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final BrokerAdmin broker;
  private volatile @Nullable UUID known;

  BrokerTopicIdentity(BrokerAdmin broker) {
    this.broker = broker;
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
            () -> broker.admin().describeTopics(List.of(name)).allTopicNames().toCompletionStage())
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
