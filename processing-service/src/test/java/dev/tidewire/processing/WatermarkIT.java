package dev.tidewire.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer that writes late, after another one has taken its partition over. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class WatermarkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long NOON = 1_763_805_600_000_000L;

  private final String sensor = "sensor-" + UUID.randomUUID();
  private Feed feed;
  private DeadLetters deadLetters;
  private int partition;
  private long offset;

  @BeforeEach
  void storeOne() throws Exception {
    feed = new Feed();
    deadLetters = new DeadLetters();
    send(1);
    await().atMost(PATIENCE).until(() -> watermark() == offset + 1);
  }

  @AfterEach
  void close() {
    feed.close();
    deadLetters.close();
  }

  private void send(double value) throws Exception {
    var readings = Feed.series(sensor, "value");
    readings.add(NOON, value);
    RecordMetadata sent = feed.send(readings);
    partition = sent.partition();
    offset = sent.offset();
  }

  @Test
  void lateWriter_overwritesNothing() throws Exception {
    // Given
    anotherConsumerHasStoredUpTo(offset + 3);
    Database.execute("UPDATE reading SET value = 99 WHERE series_id = " + seriesId());

    // When
    send(2);
    send(3);

    // Then
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
    assertThat(Database.readings(sensor, "value")).containsExactly(NOON + "=99");
  }

  @Test
  void lateWriter_makesNoSecondDeadLetter() throws Exception {
    // Given
    anotherConsumerHasStoredUpTo(offset + 2);

    // When
    feed.raw(partition, new byte[] {1, 2, 3});

    // Then
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
    assertThat(deadLetters.read()).isEmpty();
  }

  @Test
  void whatNobodyHasStored_isStored() throws Exception {
    // Given
    anotherConsumerHasStoredUpTo(offset + 2);

    // When
    send(2);
    send(3);

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(Database.readings(sensor, "value")).containsExactly(NOON + "=3"));
    await().atMost(PATIENCE).until(() -> watermark() == offset + 1);
  }

  @Test
  void watermarksOfATopicThatIsGone_holdNobodyBack() throws Exception {
    // Given
    Database.execute(
        "INSERT INTO watermark VALUES ('%s', %d, 1000000000)"
            .formatted(UUID.randomUUID(), partition));

    // When
    send(2);

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(Database.readings(sensor, "value")).containsExactly(NOON + "=2"));
  }

  @Test
  void whileALateWriteIsOnItsWay_nobodyGoesOnToACorrection() throws Exception {
    // Given
    try (Connection rival = connect();
        Statement statement = rival.createStatement()) {
      rival.setAutoCommit(false);
      statement.execute("SELECT FROM reading WHERE series_id = " + seriesId() + " FOR UPDATE");

      // When
      send(2);
      await().atMost(PATIENCE).until(() -> waitingForTheRival() > 0);

      // Then
      assertThatThrownBy(
              () ->
                  Database.execute(
                      "SET lock_timeout = '300ms'; UPDATE watermark SET next_offset = next_offset"
                          + " WHERE partition = "
                          + partition))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("lock timeout");
      rival.rollback();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(Database.readings(sensor, "value")).containsExactly(NOON + "=2"));
  }

  private void anotherConsumerHasStoredUpTo(long nextOffset) throws SQLException {
    Database.execute(
        "UPDATE watermark SET next_offset = %d WHERE partition = %d"
            .formatted(nextOffset, partition));
  }

  private long watermark() throws SQLException {
    return Database.strings(
            "SELECT coalesce(max(next_offset), 0) FROM watermark WHERE next_offset < 1000000000 AND partition = "
                + partition)
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private String seriesId() throws SQLException {
    return Database.strings("SELECT id FROM series WHERE sensor = '" + sensor + "'").get(0);
  }

  private static long waitingForTheRival() throws SQLException {
    return Database.count(
        "pg_stat_activity WHERE application_name = 'tidewire-processing' AND wait_event_type ="
            + " 'Lock'");
  }

  private double lag() {
    return Pipeline.now().number("lag.partitions[%d].end".formatted(partition)) <= offset
        ? Topics.PARTITIONS
        : Pipeline.now().number("lag.records");
  }

  private static Connection connect() throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
