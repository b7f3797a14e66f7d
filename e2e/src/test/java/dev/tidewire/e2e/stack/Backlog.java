package dev.tidewire.e2e.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The lag of processing, as the broker knows it. */
public final class Backlog {
  private Backlog() {}

  /** Returns when every record is stored and its offset committed. */
  public static void awaitNone(Duration patience) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      await().atMost(patience).until(() -> records(admin) == 0);
    }
  }

  /** How many records are not committed: returns when there are none, or time is over. */
  public static long afterAtMost(Duration patience) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      AtomicLong records = new AtomicLong();
      try {
        await()
            .atMost(patience)
            .until(
                () -> {
                  records.set(records(admin));
                  return records.get() == 0;
                });
      } catch (ConditionTimeoutException e) {
        return records.get();
      }
      return 0;
    }
  }

  /** How many records the readings topic has had, at the moment. */
  public static long end() {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      return ends(admin).values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    } catch (Exception e) {
      throw new IllegalStateException("cannot ask the broker", e);
    }
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin) throws Exception {
    return admin
        .listOffsets(
            IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(index -> new TopicPartition(Topics.READINGS.topicName(), index))
                .collect(Collectors.toMap(part -> part, part -> OffsetSpec.latest())))
        .all()
        .get(10, SECONDS);
  }

  private static long records(Admin admin) throws Exception {
    Map<TopicPartition, ListOffsetsResultInfo> ends = ends(admin);
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(Group.NAME).partitionsToOffsetAndMetadata().get(10, SECONDS);
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue().offset() - offset(committed.get(end.getKey())))
        .sum();
  }

  private static long offset(@Nullable OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }
}
