package dev.tidewire.processing.topic;

import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Feed;
import dev.tidewire.processing.group.Member;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Before the service starts, a standby that lags behind has taken over: the group has committed
 * records that the database does not have.
 */
public final class AheadGroup implements QuarkusTestResourceLifecycleManager {
  private static final String LATE = "tidewire.test.late";
  private static final String ABSENT = "tidewire.test.absent";

  /** A sensor whose partition has a watermark before its readings. */
  static String late() {
    return System.getProperty(LATE);
  }

  /** A sensor whose partition has no watermark. */
  static String absent() {
    return System.getProperty(ABSENT);
  }

  /** After the database is there. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public Map<String, String> start() {
    String late = "late-" + UUID.randomUUID();
    String absent =
        Stream.generate(() -> "absent-" + UUID.randomUUID())
            .filter(other -> partition(other).partition() != partition(late).partition())
            .findFirst()
            .orElseThrow();
    System.setProperty(LATE, late);
    System.setProperty(ABSENT, absent);
    try (Admin admin =
            Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()));
        Feed feed = new Feed()) {
      prepare(late, feed, admin, true);
      prepare(absent, feed, admin, false);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return Map.of();
  }

  private static void prepare(String sensor, Feed feed, Admin admin, boolean hasWatermark)
      throws Exception {
    TopicPartition partition = partition(sensor);
    feed.send(sensor, "value", AheadGroupIT.TIME, 1);
    feed.send(sensor, "value", AheadGroupIT.TIME + 1, 2);
    long end =
        admin
            .listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
            .partitionResult(partition)
            .get()
            .offset();
    Database.execute("DELETE FROM watermark WHERE partition = " + partition.partition());
    if (hasWatermark) {
      UUID id =
          TopicNow.of(
                  admin
                      .describeTopics(List.of(partition.topic()))
                      .allTopicNames()
                      .get()
                      .get(partition.topic()))
              .id();
      Database.execute(
          "INSERT INTO watermark VALUES ('%s', %d, %d)"
              .formatted(id, partition.partition(), end - 2));
    }
    // The service before may take a moment to leave the group.
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              admin
                  .alterConsumerGroupOffsets(
                      Member.GROUP, Map.of(partition, new OffsetAndMetadata(end)))
                  .all()
                  .get();
              return true;
            });
  }

  private static TopicPartition partition(String sensor) {
    return new TopicPartition(
        Topics.READINGS.topicName(), Partitions.of(sensor, Topics.PARTITIONS));
  }

  @Override
  public void stop() {
    // Others use the same database.
  }
}
