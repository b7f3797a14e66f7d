package dev.tidewire.e2e.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What processing has still to store, by the broker's own account. */
public final class Backlog {
  private static final String GROUP = "tidewire-processing";

  private Backlog() {}

  /** Returns when every record is stored and its offset committed. */
  public static void awaitNone(Duration patience) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      await().atMost(patience).until(() -> records(admin) == 0);
    }
  }

  private static long records(Admin admin) throws Exception {
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin
            .listOffsets(
                IntStream.range(0, Topics.PARTITIONS)
                    .mapToObj(index -> new TopicPartition(Topics.READINGS.topicName(), index))
                    .collect(Collectors.toMap(part -> part, part -> OffsetSpec.latest())))
            .all()
            .get(10, SECONDS);
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get(10, SECONDS);
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue().offset() - offset(committed.get(end.getKey())))
        .sum();
  }

  private static long offset(@Nullable OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }
}
