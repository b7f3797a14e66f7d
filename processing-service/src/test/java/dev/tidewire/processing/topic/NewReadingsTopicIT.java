package dev.tidewire.processing.topic;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The readings topic is deleted and created again. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class NewReadingsTopicIT {
  private final TestSensor sensor = new TestSensor();
  private int partition;

  @BeforeEach
  void storeSome() throws Exception {
    for (int i = 0; i < 6; i++) {
      partition = sensor.send(NOON + i, i).partition();
    }
    sensor.awaitStored(6);
    sensor.awaitCommitted();
  }

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void pollOfTheDeletedTopic_movesNoWatermarkOfTheNewOne() throws Exception {
    // Given
    try (Connection rival = Database.connect();
        Statement statement = rival.createStatement()) {
      rival.setAutoCommit(false);
      statement.execute("LOCK TABLE watermark IN ACCESS EXCLUSIVE MODE");
      sensor.send(NOON + 6, 6);
      await().atMost(PATIENCE).until(() -> Pipeline.now().state().equals("waiting"));

      // When: the poll has to look for its watermark when it is its turn
      MadeAnew.topic(Topics.READINGS);
      sensor.send(NOON + 7, 7);
      sensor.send(NOON + 8, 8);
      statement.execute("DELETE FROM watermark");
      rival.commit();
    }

    // Then
    sensor.awaitStored(9);
    sensor.awaitCommitted();
    assertThat(watermarkOfTheNewTopic()).isEqualTo(2);
  }

  private long watermarkOfTheNewTopic() throws Exception {
    String topic = Topics.READINGS.topicName();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      UUID id =
          TopicNow.of(
                  admin.describeTopics(List.of(topic)).allTopicNames().get(10, SECONDS).get(topic))
              .id();
      return Database.strings(
              "SELECT next_offset FROM watermark WHERE partition = %d AND topic_id = '%s'"
                  .formatted(partition, id))
          .stream()
          .mapToLong(Long::parseLong)
          .sum();
    }
  }
}
