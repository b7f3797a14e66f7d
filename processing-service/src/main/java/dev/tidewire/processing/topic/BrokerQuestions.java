package dev.tidewire.processing.topic;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.contract.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Questions that no reading waits for. Each is asked until the broker answers; that it does not
 * answer is told by those whom it keeps from working.
 */
@ApplicationScoped
public class BrokerQuestions {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final BrokerAdmin broker;

  BrokerQuestions(BrokerAdmin broker) {
    this.broker = broker;
  }

  /** The topic's id now. A topic that is deleted and created again has another. */
  public Uni<UUID> id(Topics topic) {
    String name = topic.topicName();
    return ask(() -> broker.admin().describeTopics(List.of(name)).allTopicNames())
        .map(topics -> id(Objects.requireNonNull(topics.get(name))));
  }

  /** The first offsets that the partitions hold. */
  public Uni<Map<Integer, Long>> firsts(Topics topic, Set<Integer> partitions) {
    Map<TopicPartition, OffsetSpec> all =
        partitions.stream()
            .collect(
                toMap(
                    one -> new TopicPartition(topic.topicName(), one),
                    one -> OffsetSpec.earliest()));
    return ask(() -> broker.admin().listOffsets(all).all())
        .map(
            firsts ->
                firsts.entrySet().stream()
                    .collect(
                        toMap(one -> one.getKey().partition(), one -> one.getValue().offset())));
  }

  /** What the group has committed of the topic, by partition; without those it has not. */
  public Uni<Map<Integer, OffsetAndMetadata>> committed(String group, Topics topic) {
    return ask(() -> broker.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .map(
            all -> {
              Map<Integer, OffsetAndMetadata> ofTopic = new HashMap<>();
              all.forEach(
                  (partition, offset) -> {
                    if (offset != null && partition.topic().equals(topic.topicName())) {
                      ofTopic.put(partition.partition(), offset);
                    }
                  });
              return ofTopic;
            });
  }

  private static <T> Uni<T> ask(Supplier<KafkaFuture<T>> question) {
    return Uni.createFrom()
        .completionStage(() -> question.get().toCompletionStage())
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
