package dev.tidewire.processing.topic;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A standby that lags behind takes over while processing runs: the last commits are gone. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class OlderDatabaseIT {
  private final TestSensor sensor = new TestSensor();
  private int partition;
  private long first;

  @BeforeEach
  void storeThree() throws Exception {
    RecordMetadata sent = sensor.send(NOON, 1);
    partition = sent.partition();
    first = sent.offset();
    sensor.awaitStored(1);
    sensor.send(NOON, 2);
    sensor.send(NOON + 1, 3);
    sensor.awaitStored(2);
    sensor.awaitCommitted();
  }

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void whatTheDatabaseHasLost_isStoredAgain_alsoWithoutANewRecord() throws Exception {
    // Given
    double before = Metrics.sum("tidewire_watermarks_back_total");

    // When
    loseCommits();

    // Then
    sensor.awaitStored(2);
    sensor.awaitCommitted();
    assertThat(sensor.stored()).containsExactly(NOON + "=2", NOON + 1 + "=3");
    assertStoredOnce(3);
    assertThat(Metrics.sum("tidewire_watermarks_back_total") - before).isOne();
  }

  @Test
  void recordThatComesBeforeTheLossIsSeen_isStoredAfterTheLostOnes() throws Exception {
    // When
    loseCommits();
    sensor.send(NOON, 4);

    // Then
    sensor.awaitStored(2);
    await().atMost(PATIENCE).until(() -> watermark() == first + 4);
    assertThat(sensor.stored()).containsExactly(NOON + "=4", NOON + 1 + "=3");
    assertStoredOnce(4);
  }

  @Test
  void databaseWithoutTheWatermark_isFilledFromTheFirstRecord() throws Exception {
    // When
    Database.execute("DELETE FROM block WHERE source = " + partition);
    Database.execute("DELETE FROM series WHERE sensor = '%s'".formatted(sensor));
    Database.execute("DELETE FROM watermark WHERE partition = " + partition);
    sensor.send(NOON + 2, 4);

    // Then
    sensor.awaitStored(3);
    assertThat(sensor.stored()).containsExactly(NOON + "=2", NOON + 1 + "=3", NOON + 2 + "=4");
  }

  @Test
  void whatTheTopicNoLongerHas_isCountedAndReadingGoesOn() throws Exception {
    // Given
    double before = Metrics.sum("tidewire_records_lost_total");
    deleteBefore(first + 2);

    // When
    loseCommits();

    // Then
    sensor.awaitStored(1);
    await().atMost(PATIENCE).until(() -> watermark() == first + 3);
    assertThat(sensor.stored()).containsExactly(NOON + 1 + "=3");
    assertThat(Metrics.sum("tidewire_records_lost_total") - before).isEqualTo(2);
  }

  private void loseCommits() throws SQLException {
    Database.execute(
        """
        BEGIN;
        DELETE FROM block WHERE source = %1$d AND first_offset >= %2$d;
        DELETE FROM series WHERE sensor = '%3$s';
        UPDATE watermark SET next_offset = %2$d WHERE partition = %1$d;
        COMMIT
        """
            .formatted(partition, first, sensor));
  }

  /** In blocks of series that exist. */
  private void assertStoredOnce(int records) throws SQLException {
    String ours = "block WHERE source = %d AND first_offset >= %d".formatted(partition, first);
    assertThat(Database.strings("SELECT sum(last_offset - first_offset + 1) FROM " + ours))
        .containsExactly(Integer.toString(records));
    assertThat(
            Database.count(
                ours
                    + " AND NOT EXISTS (SELECT FROM series WHERE id BETWEEN first_series AND"
                    + " last_series)"))
        .isZero();
  }

  private long watermark() throws SQLException {
    return Long.parseLong(
        Database.strings("SELECT max(next_offset) FROM watermark WHERE partition = " + partition)
            .get(0));
  }

  private void deleteBefore(long offset) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(Topics.READINGS.topicName(), partition),
                  RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }
}
