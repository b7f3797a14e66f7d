package dev.tidewire.processing.group;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Health;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import dev.tidewire.processing.pipeline.Impatient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Foreign producers may write in transactions, which leave offsets that hold no record. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(Impatient.class)
class TransactionsIT {
  /** Longer than between two reports of the lag, and than it takes to be stuck. */
  private static final Duration A_WHILE = Duration.ofSeconds(9);

  private final TestSensor sensor = new TestSensor();
  private final GroupProgress group = new GroupProgress();
  private final int partition = Partitions.of(sensor.name(), Topics.PARTITIONS);
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
              TestStack.shared().kafkaBootstrapServers(),
              ProducerConfig.TRANSACTIONAL_ID_CONFIG,
              UUID.randomUUID().toString()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  @BeforeEach
  void begin() {
    producer.initTransactions();
    producer.beginTransaction();
  }

  @AfterEach
  void close() {
    producer.close();
    sensor.close();
    group.close();
  }

  @Test
  void committedTransaction_leavesNoLagBehindItsMarker() {
    // When
    send(1);
    producer.commitTransaction();

    // Then
    sensor.awaitStored(1);
    assertCommittedToTheEndAndAlive();
  }

  @Test
  void abortedTransaction_isNotStoredAndLeavesNoLag() throws Exception {
    // When
    send(1);
    send(2);
    producer.abortTransaction();

    // Then
    assertCommittedToTheEndAndAlive();
    assertThat(sensor.stored()).isEmpty();
  }

  @Test
  void openTransaction_isToldAndNotTakenForLag() {
    // When
    send(1);
    producer.flush();

    // Then
    await().atMost(PATIENCE).until(() -> figure("heldBack") == 1);
    await().during(A_WHILE).atMost(PATIENCE).until(() -> Health.live().startsWith("200"));
    assertThat(figure("records")).isZero();
    await().atMost(PATIENCE).until(() -> Pipeline.now().text("state").equals("held-back"));
    assertThat(Pipeline.now().text("message")).contains("transaction").doesNotContain("Every");
    producer.commitTransaction();
    sensor.awaitStored(1);
    await().atMost(PATIENCE).until(() -> figure("heldBack") == 0);
  }

  @Test
  void nextOwner_readsNothingAgain() throws Exception {
    // Given
    send(1);
    producer.commitTransaction();
    producer.beginTransaction();
    send(2);
    producer.abortTransaction();
    await().atMost(PATIENCE).until(group::isAtTheEnd);
    double skipped = Metrics.sum("tidewire_records_skipped_total");

    // When
    try (Member other = new Member()) {
      await().atMost(PATIENCE).until(() -> !other.partitions().isEmpty());
    }
    sensor.send(NOON, 3);

    // Then
    await().atMost(PATIENCE).until(() -> sensor.stored().equals(List.of(NOON + "=3")));
    assertThat(Metrics.sum("tidewire_records_skipped_total")).isEqualTo(skipped);
  }

  private void send(double value) {
    byte[] batch = ReadingBatchCodec.encode(new ReadingBatch(List.of(sensor.reading(NOON, value))));
    producer.send(new ProducerRecord<>(Topics.READINGS.topicName(), partition, null, batch));
  }

  private void assertCommittedToTheEndAndAlive() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(group.committed(partition)).isEqualTo(group.end(partition));
              assertThat(watermark()).isEqualTo(group.end(partition));
            });
    await().atMost(PATIENCE).until(() -> figure("records") == 0);
    await().during(A_WHILE).atMost(PATIENCE).until(() -> Health.live().startsWith("200"));
  }

  private long watermark() throws SQLException {
    String sql = "SELECT coalesce(max(next_offset), 0) FROM watermark WHERE partition = ";
    return Long.parseLong(Database.strings(sql + partition).get(0));
  }

  /** Of the partition, in the lag that the service reports. */
  private long figure(String name) {
    return (long) Pipeline.now().number("lag.partitions[%d].%s".formatted(partition, name));
  }
}
