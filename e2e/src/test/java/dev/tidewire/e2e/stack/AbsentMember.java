package dev.tidewire.e2e.stack;

import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A member of processing's group that is alive and owns partitions, but does not join when the
 * group rebalances: all other members wait for it until it is closed.
 */
public final class AbsentMember implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;

  private AbsentMember(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Returns when it owns partitions. */
  public static AbsentMember join() {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestStack.shared().kafkaBootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                Group.NAME,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.READINGS.topicName()));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ZERO)
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(100));
              return !consumer.assignment().isEmpty();
            });
    return new AbsentMember(consumer);
  }

  /** Leaves the group. */
  @Override
  public void close() {
    consumer.close();
  }
}
