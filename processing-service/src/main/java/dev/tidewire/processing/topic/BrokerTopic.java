package dev.tidewire.processing.topic;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.OutageLog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker. A question fails after the admin client's time-out and is asked again until it
 * is answered.
 */
@ApplicationScoped
class BrokerTopic implements ReadingsTopic {
  private static final String TOPIC = Topics.READINGS.topicName();
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Only used in questions: as long as the brokers' name is not known, there is no client. */
  private final BrokerAdmin broker;

  private final OutageLog outages;

  BrokerTopic(BrokerAdmin broker, Clock clock) {
    this.broker = broker;
    this.outages = new OutageLog("Asking Kafka about the topic", clock);
  }

  @Override
  public Uni<UUID> id() {
    return ask(() -> broker.admin().describeTopics(List.of(TOPIC)).allTopicNames())
        .map(topics -> BrokerQuestions.id(Objects.requireNonNull(topics.get(TOPIC))));
  }

  @Override
  public Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions) {
    return offsets(partitions, OffsetSpec.earliest())
        .chain(
            first ->
                offsets(partitions, OffsetSpec.latest())
                    .map(end -> bounds(partitions, first, end)));
  }

  private static Map<Integer, Bounds> bounds(
      Set<Integer> partitions, Function<Integer, Long> first, Function<Integer, Long> end) {
    return partitions.stream()
        .collect(toMap(one -> one, one -> new Bounds(first.apply(one), end.apply(one))));
  }

  private Uni<Function<Integer, Long>> offsets(Set<Integer> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> all =
        partitions.stream().collect(toMap(one -> new TopicPartition(TOPIC, one), one -> spec));
    return ask(() -> broker.admin().listOffsets(all).all())
        .map(offsets -> partition -> offset(offsets, partition));
  }

  private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, int partition) {
    return Objects.requireNonNull(offsets.get(new TopicPartition(TOPIC, partition))).offset();
  }

  private <T> Uni<T> ask(Supplier<KafkaFuture<T>> question) {
    Object asker = new Object();
    return Uni.createFrom()
        .completionStage(() -> question.get().toCompletionStage())
        .onFailure()
        .invoke(failure -> outages.failed(asker, "Kafka does not answer: " + failure.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(answer -> outages.succeeded(asker));
  }

  @Override
  public Optional<Outage> outage() {
    return outages.current();
  }
}
