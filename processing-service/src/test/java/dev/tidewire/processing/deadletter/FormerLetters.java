package dev.tidewire.processing.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Feed;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Before the service starts, the dead-letter topic was deleted and created again, and has as many
 * letters as the mirror has read of the former one.
 */
public final class FormerLetters implements QuarkusTestResourceLifecycleManager {
  static final int LETTERS = 3;

  private static final String GROUP = "tidewire-dead-letters";
  private static final String MARK = "tidewire.test.letters";

  /** The key of the letters. */
  static String mark() {
    return System.getProperty(MARK);
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
    try (Admin admin =
            Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()));
        Feed feed = new Feed()) {
      long end = 0;
      for (int i = 0; i < LETTERS; i++) {
        RecordMetadata sent =
            feed.send(
                new ProducerRecord<>(
                    Topics.DEAD_LETTERS.topicName(),
                    7,
                    mark.getBytes(UTF_8),
                    "no batch".getBytes(UTF_8)));
        end = sent.offset() + 1;
      }
      commit(admin, new OffsetAndMetadata(end, UUID.randomUUID().toString()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return Map.of();
  }

  /** The service before may take a moment to leave the group. */
  private static void commit(Admin admin, OffsetAndMetadata offset) {
    TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS.topicName(), 7);
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              admin.alterConsumerGroupOffsets(GROUP, Map.of(partition, offset)).all().get();
              return true;
            });
  }

  @Override
  public void stop() {
    // Others use the same broker.
  }
}
