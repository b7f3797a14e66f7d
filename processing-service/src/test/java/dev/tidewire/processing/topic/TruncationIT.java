package dev.tidewire.processing.topic;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Health;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import dev.tidewire.processing.group.GroupProgress;
import dev.tidewire.processing.group.Member;
import dev.tidewire.processing.pipeline.Impatient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The topic has lost records, at its beginning or at its end. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(Impatient.class)
class TruncationIT {
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()));
  private final GroupProgress group = new GroupProgress();
  private final TestSensor sensor = new TestSensor();
  private final int partition = Partitions.of(sensor.name(), Topics.PARTITIONS);
  private final TestSensor neighbour =
      Stream.generate(TestSensor::new)
          .filter(other -> Partitions.of(other.name(), Topics.PARTITIONS) != partition)
          .findFirst()
          .orElseThrow();

  private int sent = 1;

  @BeforeEach
  void storeOne() throws Exception {
    sensor.send(NOON, 1);
    sensor.awaitStored(1);
    sensor.awaitCommitted();
  }

  @AfterEach
  void close() {
    sensor.close();
    neighbour.close();
    group.close();
    admin.close();
  }

  @Test
  void watermarkBeyondTheEnd_stopsThePartitionUntilAnOperatorDecides() throws Exception {
    // Given
    double skipped = Metrics.sum("tidewire_records_skipped_total");
    long end = group.end(partition);
    setWatermark(end + 1_000);

    // When
    sensor.send(NOON + 1, 2);

    // Then
    await().atMost(PATIENCE).until(() -> Metrics.sum("tidewire_partitions_stopped") == 1);
    neighbour.send(NOON, 3);
    neighbour.awaitStored(1);
    Pipeline told = Pipeline.now();
    assertThat(told.state()).isEqualTo("stopped");
    assertThat(told.text("waits[0].name")).isEqualTo("partition-" + partition);
    assertThat(told.text("waits[0].cause")).contains("watermark " + (end + 1_000));
    assertThat(Health.ready()).startsWith("200").contains("stopped partitions");
    await()
        .during(Impatient.STUCK_AFTER.multipliedBy(3))
        .atMost(Impatient.STUCK_AFTER.multipliedBy(4))
        .until(() -> Health.live().startsWith("200"));
    assertThat(group.committed(partition)).isEqualTo(end);
    assertThat(Metrics.sum("tidewire_records_skipped_total")).isEqualTo(skipped);

    // When: the next owner finds it stopped, too
    String stoppedFirst = stoppedSince(told);
    beAssignedAnew();
    await()
        .atMost(PATIENCE)
        .until(
            () -> stoppedSince(Pipeline.now()),
            since -> since != null && !since.equals(stoppedFirst));
    setWatermark(end);
    beAssignedAnew();

    // Then
    sensor.awaitStored(2);
    sensor.awaitCommitted();
    assertThat(Metrics.sum("tidewire_partitions_stopped")).isZero();
  }

  @Test
  void recordsDeletedBeforeTheyWereRead_areCountedAndReadingGoesOn() throws Exception {
    // Given
    double before = Metrics.sum("tidewire_records_lost_total");
    try (Connection rival = Database.connect();
        Statement statement = rival.createStatement()) {
      rival.setAutoCommit(false);
      statement.execute("LOCK TABLE watermark IN ACCESS EXCLUSIVE MODE");
      await().atMost(PATIENCE).until(() -> sendsOneMoreAndProcessingWaits());

      // When
      deleteBefore(group.end(partition) - 1);
      rival.rollback();
    }

    // Then
    sensor.awaitCommitted();
    double lost = Metrics.sum("tidewire_records_lost_total") - before;
    assertThat(lost).isPositive();
    assertThat(sensor.stored().size() + lost).isEqualTo(sent);
    assertThat(Pipeline.now().number("lostRecords")).isGreaterThanOrEqualTo(lost);
  }

  @Test
  void allRecordsDeletedBeforeTheyWereRead_areToldAndTheWatermarkGoesOn() throws Exception {
    // Given
    double before = Metrics.sum("tidewire_records_lost_total");
    try (Connection rival = Database.connect();
        Statement statement = rival.createStatement()) {
      rival.setAutoCommit(false);
      statement.execute("LOCK TABLE watermark IN ACCESS EXCLUSIVE MODE");
      await().atMost(PATIENCE).until(() -> sendsOneMoreAndProcessingWaits());
      beAssignedAnew();

      // When
      deleteBefore(group.end(partition));
      rival.rollback();
    }

    // Then
    await().atMost(PATIENCE).until(() -> watermark() == group.end(partition));
    assertThat(sensor.stored().size() + Metrics.sum("tidewire_records_lost_total") - before)
        .isEqualTo(sent);
  }

  private long watermark() throws SQLException {
    return Long.parseLong(
        Database.strings("SELECT max(next_offset) FROM watermark WHERE partition = " + partition)
            .get(0));
  }

  private boolean sendsOneMoreAndProcessingWaits() throws Exception {
    sensor.send(NOON + sent++, 1);
    return Pipeline.now().state().equals("waiting");
  }

  /** Null while the partition is not stopped. */
  private String stoppedSince(Pipeline report) {
    return report
        .json()
        .get("waits.find { it.name == 'partition-%d' }?.since".formatted(partition));
  }

  /** The broker puts all members out of the group, and they join again. */
  private void beAssignedAnew() throws Exception {
    admin
        .removeMembersFromConsumerGroup(Member.GROUP, new RemoveMembersFromConsumerGroupOptions())
        .all()
        .get();
  }

  private void deleteBefore(long offset) throws Exception {
    admin
        .deleteRecords(
            Map.of(
                new TopicPartition(Topics.READINGS.topicName(), partition),
                RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  /** As an operator does. */
  private void setWatermark(long next) throws SQLException {
    Database.execute(
        "UPDATE watermark SET next_offset = %d, truncated_to = NULL WHERE partition = %d"
            .formatted(next, partition));
  }
}
