package dev.tidewire.processing.topic;

import dev.tidewire.contract.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/** The ids of topics. A topic that is deleted and created again has another id. */
@ApplicationScoped
public class TopicIds {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final BrokerAdmin broker;

  TopicIds(BrokerAdmin broker) {
    this.broker = broker;
  }

  /** The id as the broker reports it now; waits for the broker as long as necessary. */
  public Uni<UUID> ask(Topics topic) {
    String name = topic.topicName();
    return Uni.createFrom()
        .completionStage(
            () -> broker.admin().describeTopics(List.of(name)).allTopicNames().toCompletionStage())
        .map(topics -> id(Objects.requireNonNull(topics.get(name))))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  static UUID id(TopicDescription topic) {
    Uuid id = topic.topicId();
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
