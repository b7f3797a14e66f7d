package dev.tidewire.processing.group;

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
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Another member of a consumer group of the service, which owns partitions and stores nothing. */
public final class Member implements AutoCloseable {
  public static final String GROUP = "tidewire-processing";

  private static final Duration POLL = Duration.ofMillis(100);

  private final Topics topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CompletableFuture<Void> polls;
  private volatile Set<Integer> partitions = Set.of();
  private volatile boolean held;
  private volatile boolean closed;

  /** Joins the group of the readings. */
  public Member() {
    this(GROUP, Topics.READINGS);
  }

  /** Joins this group, which reads this topic. */
  public Member(String group, Topics topic) {
    this.topic = topic;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestStack.shared().kafkaBootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                ExistingPartitions.class.getName()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    polls = CompletableFuture.runAsync(this::run);
  }

  private void run() {
    consumer.subscribe(List.of(topic.topicName()));
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

  /** The partitions that it owns. */
  public Set<Integer> partitions() {
    return partitions;
  }

  /** Stays in the group without polling, so that a rebalance has to wait for it. */
  public void hold() {
    held = true;
  }

  public void letGo() {
    held = false;
  }

  /** Leaves the group. */
  @Override
  public void close() {
    closed = true;
    polls.join();
  }
}
