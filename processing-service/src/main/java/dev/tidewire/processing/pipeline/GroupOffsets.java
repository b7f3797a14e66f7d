package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.contract.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How far the consumer group is in each partition of the topic, as the broker reports it: correct
 * while the consumer is paused, and for partitions that nobody reads.
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
            offsets(all, OffsetSpec.earliest()),
            offsets(all, OffsetSpec.latest()))
        .with(
            (committed, earliest, latest) ->
                all.stream()
                    .map(partition -> lag(partition, committed, earliest, latest))
                    .toList());
  }

  private Uni<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<TopicPartition> partitions, OffsetSpec spec) {
    return ask(
        () ->
            broker
                .admin()
                .listOffsets(partitions.stream().collect(toMap(one -> one, one -> spec)))
                .all());
  }

  private static <T> Uni<T> ask(Supplier<KafkaFuture<T>> question) {
    return Uni.createFrom().completionStage(() -> question.get().toCompletionStage());
  }

  private static PartitionLag lag(
      TopicPartition partition,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResultInfo> earliest,
      Map<TopicPartition, ListOffsetsResultInfo> latest) {
    OffsetAndMetadata done = committed.get(partition);
    long first = offset(earliest, partition);
    long end = offset(latest, partition);
    // Without a commit the whole partition is lag. Records that retention has deleted are not.
    long from = done != null ? Math.max(first, done.offset()) : first;
    return new PartitionLag(partition.partition(), from, end, Math.max(0, end - from));
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition), "the broker left a partition out")
        .offset();
  }
}
