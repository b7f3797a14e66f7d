package dev.tidewire.platform.broker;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.tidewire.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Questions to the broker about the readings topic. Each fails after {@link #TIMEOUT}. */
public final class ReadingsBroker implements AutoCloseable {
  /** How long a question may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final String NAME = Topics.READINGS.topicName();
  private static final long NONE = -1;

  /**
   * The topic as it is now.
   *
   * @param id of the topic; one that is deleted and created again has another
   * @param partitions how many it has
   */
  public record Topic(UUID id, int partitions) {
    /** The numbers of its partitions. */
    public Set<Integer> all() {
      return IntStream.range(0, partitions).boxed().collect(toSet());
    }
  }

  /**
   * What a group has committed of a partition.
   *
   * @param topic the id of the topic that it is of, as processing notes it
   */
  public record Committed(long offset, String topic) {}

  private volatile @Nullable Admin admin;

  /**
   * Connects as soon as the name of a broker is known.
   *
   * @param operators the settings of Kafka's clients
   */
  public ReadingsBroker(Map<String, Object> operators, String clientId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
    settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    settings.putAll(operators);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    BrokerNames.whenKnown(
        String.valueOf(settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)),
        () -> admin = Admin.create(settings));
  }

  /** The topic now. */
  public CompletableFuture<Topic> topic() {
    return ask(client -> client.describeTopics(List.of(NAME)).allTopicNames())
        .thenApply(topics -> topic(Objects.requireNonNull(topics.get(NAME))));
  }

  private static Topic topic(TopicDescription topic) {
    UUID id =
        new UUID(
            topic.topicId().getMostSignificantBits(), topic.topicId().getLeastSignificantBits());
    return new Topic(id, topic.partitions().size());
  }

  /**
   * The offset after the last record of each of these partitions. Also of one that nobody may read
   * yet: what was acknowledged may lie behind a transaction that another producer has left open.
   */
  public CompletableFuture<Map<Integer, Long>> ends(Set<Integer> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  /**
   * The offset of the first record of each partition that is not older; {@code ends} where there is
   * none.
   */
  public CompletableFuture<Map<Integer, Long>> firstSince(Instant time, Map<Integer, Long> ends) {
    return offsets(ends.keySet(), OffsetSpec.forTimestamp(time.toEpochMilli()))
        .thenApply(
            found -> {
              Map<Integer, Long> first = new HashMap<>(ends);
              found.forEach(
                  (partition, offset) -> {
                    if (offset != NONE) {
                      first.merge(partition, offset, Math::min);
                    }
                  });
              return first;
            });
  }

  private CompletableFuture<Map<Integer, Long>> offsets(Set<Integer> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream()
            .map(partition -> new TopicPartition(NAME, partition))
            .collect(toMap(partition -> partition, partition -> which));
    return ask(client ->
            client
                .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all())
        .thenApply(
            all ->
                all.entrySet().stream()
                    .collect(
                        toMap(one -> one.getKey().partition(), one -> one.getValue().offset())));
  }

  /** What a group has committed, by partition; without those of which it has committed nothing. */
  public CompletableFuture<Map<Integer, Committed>> committed(String group) {
    return ask(client -> client.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .thenApply(ReadingsBroker::committed);
  }

  private static Map<Integer, Committed> committed(Map<TopicPartition, OffsetAndMetadata> all) {
    Map<Integer, Committed> committed = new HashMap<>();
    all.forEach(
        (partition, offset) -> {
          if (offset != null && partition.topic().equals(NAME)) {
            committed.put(partition.partition(), new Committed(offset.offset(), offset.metadata()));
          }
        });
    return committed;
  }

  private <T> CompletableFuture<T> ask(Function<Admin, KafkaFuture<T>> question) {
    Admin client = admin;
    return client == null
        ? CompletableFuture.failedFuture(
            new IllegalStateException("no name of a Kafka broker is known yet"))
        : question.apply(client).toCompletionStage().toCompletableFuture();
  }

  @Override
  public void close() {
    Admin client = admin;
    if (client != null) {
      client.close(Duration.ofSeconds(1));
    }
  }
}
