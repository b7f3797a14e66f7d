package dev.tidewire.processing.topic;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.ClientDefaults;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker once. A question fails after {@link #TIMEOUT}. */
@ApplicationScoped
class BrokerAdmin implements BrokerCalls {
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Admin admin;

  BrokerAdmin(ClientDefaults defaults) {
    int timeoutMillis = (int) TIMEOUT.toMillis();
    admin =
        Admin.create(
            defaults.with(
                Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "tidewire-processing-admin",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    timeoutMillis,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    timeoutMillis)));
  }

  @Override
  public Uni<TopicNow> describe(Topics topic) {
    String name = topic.topicName();
    return answer(admin.describeTopics(List.of(name)).allTopicNames())
        .map(topics -> TopicNow.of(Objects.requireNonNull(topics.get(name))));
  }

  @Override
  public Uni<Map<Integer, Bounds>> bounds(Topics topic, Set<Integer> partitions) {
    if (partitions.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    IsolationLevel all = IsolationLevel.READ_UNCOMMITTED;
    return Uni.combine()
        .all()
        .unis(
            offsets(topic, partitions, OffsetSpec.earliest(), all),
            // One after the other: what comes in between is not held back by anybody.
            offsets(topic, partitions, OffsetSpec.latest(), all)
                .chain(
                    end ->
                        offsets(
                                topic,
                                partitions,
                                OffsetSpec.latest(),
                                IsolationLevel.READ_COMMITTED)
                            .map(stable -> Map.entry(stable, end))))
        .with((first, ends) -> bounds(partitions, first, ends.getKey(), ends.getValue()));
  }

  private static Map<Integer, Bounds> bounds(
      Set<Integer> partitions,
      Map<Integer, Long> first,
      Map<Integer, Long> stable,
      Map<Integer, Long> end) {
    return partitions.stream()
        .collect(
            toMap(
                one -> one,
                one ->
                    new Bounds(
                        of(first, one), of(stable, one), Math.max(of(stable, one), of(end, one)))));
  }

  private Uni<Map<Integer, Long>> offsets(
      Topics topic, Set<Integer> partitions, OffsetSpec spec, IsolationLevel readers) {
    Map<TopicPartition, OffsetSpec> all =
        partitions.stream()
            .collect(toMap(one -> new TopicPartition(topic.topicName(), one), one -> spec));
    return answer(admin.listOffsets(all, new ListOffsetsOptions(readers)).all())
        .map(
            offsets ->
                offsets.entrySet().stream()
                    .collect(
                        toMap(one -> one.getKey().partition(), one -> one.getValue().offset())));
  }

  private static long of(Map<Integer, Long> offsets, int partition) {
    return Objects.requireNonNull(offsets.get(partition), "the broker left a partition out");
  }

  @Override
  public Uni<Map<Integer, GroupOffset>> committed(String group, Topics topic) {
    return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .map(all -> committed(all, topic));
  }

  private static Map<Integer, GroupOffset> committed(
      Map<TopicPartition, OffsetAndMetadata> all, Topics topic) {
    Map<Integer, GroupOffset> committed = new HashMap<>();
    all.forEach(
        (partition, offset) -> {
          if (offset != null && partition.topic().equals(topic.topicName())) {
            committed.put(
                partition.partition(), new GroupOffset(offset.offset(), offset.metadata()));
          }
        });
    return committed;
  }

  private static <T> Uni<T> answer(KafkaFuture<T> future) {
    return Uni.createFrom().completionStage(future.toCompletionStage());
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
