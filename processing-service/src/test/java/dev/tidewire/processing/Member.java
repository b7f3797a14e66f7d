package dev.tidewire.processing;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Somebody else in the consumer group of the readings, who takes partitions and stores nothing. */
final class Member implements AutoCloseable {
  static final String GROUP = "tidewire-processing";

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer =
      new KafkaConsumer<>(
          Map.of(
              ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
              TestStack.shared().kafkaBootstrapServers(),
              ConsumerConfig.GROUP_ID_CONFIG,
              GROUP,
              ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
              false,
              ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
              CooperativeStickyAssignor.class.getName()),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());
  private final CompletableFuture<Void> polls;
  private volatile Set<Integer> partitions = Set.of();
  private volatile boolean held;
  private volatile boolean closed;

  /** Joins. */
  Member() {
    polls = CompletableFuture.runAsync(this::run);
  }

  private void run() {
    consumer.subscribe(List.of(Topics.READINGS.topicName()));
    while (!closed) {
      if (held) {
        LockSupport.parkNanos(POLL.toNanos());
      } else {
        consumer.poll(POLL);
        partitions =
            consumer.assignment().stream()
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
      }
    }
    consumer.close();
  }

  /** Those it has. */
  Set<Integer> partitions() {
    return partitions;
  }

  /** Stays in the group and does not poll: whoever wants to rebalance waits for it. */
  void hold() {
    held = true;
  }

  void letGo() {
    held = false;
  }

  /** Leaves. */
  @Override
  public void close() {
    closed = true;
    polls.join();
  }
}
