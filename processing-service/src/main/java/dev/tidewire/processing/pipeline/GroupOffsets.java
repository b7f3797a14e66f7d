package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.topic.BrokerAdmin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How far the consumer group is in each partition of the topic, as the broker reports it: correct
 * while the consumer is paused, and for partitions that nobody reads. A partition ends where a
 * producer's first open transaction begins, because nobody may read beyond.
 */
@ApplicationScoped
class GroupOffsets {
  private static final String TOPIC = Topics.READINGS.topicName();

  private final BrokerAdmin broker;
  private final String group;

  GroupOffsets(
      BrokerAdmin broker,
      @ConfigProperty(name = "mp.messaging.incoming.readings.group.id") String group) {
    this.broker = broker;
    this.group = group;
  }

  /**
   * The lag of every partition, in the order of their numbers; fails when the broker does not
   * answer.
   */
  Uni<List<PartitionLag>> lags() {
    return ask(() -> broker.admin().describeTopics(List.of(TOPIC)).allTopicNames())
        .map(topics -> Objects.requireNonNull(topics.get(TOPIC)).partitions())
        .chain(this::lagsOf);
  }

  private Uni<List<PartitionLag>> lagsOf(List<TopicPartitionInfo> partitions) {
    List<TopicPartition> all =
        partitions.stream().map(info -> new TopicPartition(TOPIC, info.partition())).toList();
    return Uni.combine()
        .all()
        .unis(
            ask(
                () ->
                    broker.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()),
            offsets(all, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED),
            offsets(all, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED),
            offsets(all, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED))
        .with(
            (committed, first, end, last) ->
                all.stream()
                    .map(partition -> lag(partition, committed, first, end, last))
                    .toList());
  }

  private Uni<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<TopicPartition> partitions, OffsetSpec spec, IsolationLevel readers) {
    return ask(
        () ->
            broker
                .admin()
                .listOffsets(
                    partitions.stream().collect(toMap(one -> one, one -> spec)),
                    new ListOffsetsOptions(readers))
                .all());
  }

  private static <T> Uni<T> ask(Supplier<KafkaFuture<T>> question) {
    return Uni.createFrom().completionStage(() -> question.get().toCompletionStage());
  }

  private static PartitionLag lag(
      TopicPartition partition,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResultInfo> firsts,
      Map<TopicPartition, ListOffsetsResultInfo> ends,
      Map<TopicPartition, ListOffsetsResultInfo> lasts) {
    OffsetAndMetadata done = committed.get(partition);
    long first = offset(firsts, partition);
    long end = offset(ends, partition);
    // Without a commit the whole partition is lag. Records that retention has deleted are not.
    long from = done != null ? Math.max(first, done.offset()) : first;
    return new PartitionLag(
        partition.partition(),
        from,
        end,
        Math.max(0, end - from),
        Math.max(0, offset(lasts, partition) - end));
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition), "the broker left a partition out")
        .offset();
  }
}
