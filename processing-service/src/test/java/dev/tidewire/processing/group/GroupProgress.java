package dev.tidewire.processing.group;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the consumer group of the readings is, as the broker says. */
public final class GroupProgress implements AutoCloseable {
  private static final List<TopicPartition> PARTITIONS =
      IntStream.range(0, Topics.PARTITIONS).mapToObj(GroupProgress::topicPartition).toList();

  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()));

  /** The offset that the group has committed; 0 when it has committed none. */
  public long committed(int partition) throws Exception {
    return offset(committed(), topicPartition(partition));
  }

  /** The offset that the next record of the partition will get. */
  public long end(int partition) throws Exception {
    return ends().get(topicPartition(partition));
  }

  /** Whether the group has committed every record that is on the topic now. */
  public boolean isAtTheEnd() throws Exception {
    Map<TopicPartition, Long> ends = ends();
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    return PARTITIONS.stream().allMatch(one -> offset(committed, one) >= ends.get(one));
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
    return admin.listConsumerGroupOffsets(Member.GROUP).partitionsToOffsetAndMetadata().get();
  }

  private Map<TopicPartition, Long> ends() throws Exception {
    Map<TopicPartition, OffsetSpec> latest =
        PARTITIONS.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static long offset(
      Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
    OffsetAndMetadata offset = committed.get(partition);
    return offset == null ? 0 : offset.offset();
  }

  private static TopicPartition topicPartition(int partition) {
    return new TopicPartition(Topics.READINGS.topicName(), partition);
  }

  @Override
  public void close() {
    admin.close();
  }
}
