package dev.tidewire.processing.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Feed;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Before the service starts, the dead-letter topic was deleted and created again, and has as many
 * letters as the mirror has read of the former one. Or it has lost its end: then the mirror has
 * read beyond it.
 */
public final class FormerLetters implements QuarkusTestResourceLifecycleManager {
  static final int LETTERS = 3;
  static final TopicPartition PARTITION = new TopicPartition(Topics.DEAD_LETTERS.topicName(), 7);

  /** The option with which the topic has lost its end. */
  static final String LOST = "lost";

  private static final String GROUP = "tidewire-dead-letters";
  private static final String MARK = "tidewire.test.letters";

  private boolean isLost;

  /** The key of the letters. */
  static String mark() {
    return System.getProperty(MARK);
  }

  @Override
  public void init(Map<String, String> options) {
    isLost = options.containsKey(LOST);
  }

  /** After the broker is there. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public Map<String, String> start() {
    String mark = UUID.randomUUID().toString();
    System.setProperty(MARK, mark);
    try (Admin admin = admin();
        Feed feed = new Feed()) {
      long end = 0;
      for (int i = 0; i < LETTERS; i++) {
        RecordMetadata sent =
            feed.send(
                new ProducerRecord<>(
                    PARTITION.topic(),
                    PARTITION.partition(),
                    mark.getBytes(UTF_8),
                    "no batch".getBytes(UTF_8)));
        end = sent.offset() + 1;
      }
      commit(
          admin,
          isLost
              ? new OffsetAndMetadata(end + 1_000, topicId(admin))
              : new OffsetAndMetadata(end, UUID.randomUUID().toString()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return Map.of();
  }

  static String topicId(Admin admin) throws Exception {
    String topic = Topics.DEAD_LETTERS.topicName();
    Uuid id = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).topicId();
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
  }

  /** What the mirror has committed of the partition of the letters. */
  static OffsetAndMetadata committed(Admin admin) throws Exception {
    return admin
        .listConsumerGroupOffsets(GROUP)
        .partitionsToOffsetAndMetadata()
        .get()
        .get(PARTITION);
  }

  /** Those of the letters that are mirrored. */
  static long mirrored() throws Exception {
    return Database.count(
        "dead_letter WHERE key_bytes = '\\x%s'"
            .formatted(HexFormat.of().formatHex(mark().getBytes(UTF_8))));
  }

  static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()));
  }

  /** The service before may take a moment to leave the group. */
  private static void commit(Admin admin, OffsetAndMetadata offset) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              admin.alterConsumerGroupOffsets(GROUP, Map.of(PARTITION, offset)).all().get();
              return true;
            });
  }

  @Override
  public void stop() {
    // Others use the same broker.
  }
}
