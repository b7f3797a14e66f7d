package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.processing.group.GroupProgress;
import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.store.LatePollException;
import dev.tidewire.processing.store.PollStore;
import dev.tidewire.processing.store.Watermarks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consumer that writes late, after another one has taken over its partition. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class WatermarkIT {
  @Inject PollStore store;
  @Inject Watermarks watermarks;

  private final TestSensor sensor = new TestSensor();
  private final GroupProgress group = new GroupProgress();
  private final UUID anotherTopic = UUID.randomUUID();
  private int partition;
  private long offset;

  @BeforeEach
  void storeOne() throws Exception {
    send(1);
    await().atMost(PATIENCE).until(() -> watermark() == offset + 1);
  }

  @AfterEach
  void close() throws SQLException {
    // Tests take the watermark of a partition to be the only one.
    Database.execute("DELETE FROM watermark WHERE topic_id = '%s'".formatted(anotherTopic));
    sensor.close();
    group.close();
  }

  private void send(double value) throws Exception {
    send(NOON, value);
  }

  private void send(long time, double value) throws Exception {
    RecordMetadata sent = sensor.send(time, value);
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
    await().atMost(PATIENCE).until(group::isAtTheEnd);
    assertThat(sensor.stored()).containsExactly(NOON + "=99");
  }

  @Test
  void lateWriter_makesNoSecondDeadLetter() throws Exception {
    // Given
    anotherConsumerHasStoredUpTo(offset + 2);

    // When
    sensor.feed().raw(partition, new byte[] {1, 2, 3});

    // Then
    sensor.assertNoDeadLetters();
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
        .untilAsserted(() -> assertThat(sensor.stored()).containsExactly(NOON + "=3"));
    await().atMost(PATIENCE).until(() -> watermark() == offset + 1);
  }

  @Test
  void watermarksOfATopicThatIsGone_holdNobodyBack() throws Exception {
    // Given
    Database.execute(
        "INSERT INTO watermark VALUES ('%s', %d, 1000000000)".formatted(anotherTopic, partition));

    // When
    send(2);

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(sensor.stored()).containsExactly(NOON + "=2"));
  }

  @Test
  void whileALateWriteIsOnItsWay_nobodyGoesOnToACorrection() throws Exception {
    // Given
    try (Connection rival = Database.connect();
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
        .untilAsserted(() -> assertThat(sensor.stored()).containsExactly(NOON + "=2"));
  }

  @ParameterizedTest
  @ValueSource(longs = {NOON, NOON + 1})
  void pollThatAnotherHasLeftUnfinished_isTakenOver(long time) throws Exception {
    // Given
    Database.execute(
        "UPDATE watermark SET writer = '%s' WHERE partition = %d"
            .formatted(UUID.randomUUID(), partition));

    // When
    send(time, 2);

    // Then
    await().atMost(PATIENCE).until(() -> watermark() == offset + 1);
    assertThat(sensor.stored()).contains(time + "=2");
    assertThat(Database.count("watermark WHERE writer IS NULL AND partition = " + partition))
        .isOne();
  }

  @Test
  void ofTwoThatOverlap_neitherCallsStoredWhatTheOtherHasReplaced() {
    // Given
    Poll latePoll = poll(1);
    Claim late = new Claim(anotherTopic, latePoll.offsets(), UUID.randomUUID());
    Poll ownersPoll = poll(1, 2);
    Claim owner = new Claim(anotherTopic, ownersPoll.offsets(), UUID.randomUUID());

    // When
    store(ownersPoll, owner);

    // Then
    assertThatThrownBy(() -> store(latePoll, late)).isInstanceOf(LatePollException.class);
    watermarks.takeOver(late).await().atMost(PATIENCE);
    store(latePoll, late);
    assertThatThrownBy(() -> raise(owner)).isInstanceOf(LatePollException.class);
    raise(late);
    assertThatThrownBy(() -> raise(owner)).isInstanceOf(LatePollException.class);
    assertThat(watermarks.takeOver(owner).await().atMost(PATIENCE)).containsEntry(0, 1L);
  }

  private void store(Poll poll, Claim claim) {
    store.store(poll, claim, Runnable::run).await().atMost(PATIENCE);
  }

  private void raise(Claim claim) {
    watermarks.raise(claim).await().atMost(PATIENCE);
  }

  /** One record per value, all for the same sensor and time. */
  private Poll poll(double... values) {
    List<SourceRecord> records = new ArrayList<>();
    for (double value : values) {
      byte[] batch =
          ReadingBatchCodec.encode(new ReadingBatch(List.of(sensor.reading(NOON, value))));
      records.add(new SourceRecord("elsewhere", 0, records.size(), 0, null, batch, 0, null));
    }
    return Poll.of(records);
  }

  private void anotherConsumerHasStoredUpTo(long nextOffset) throws SQLException {
    Database.execute(
        "UPDATE watermark SET next_offset = %d WHERE partition = %d"
            .formatted(nextOffset, partition));
  }

  private long watermark() throws SQLException {
    return Database.strings(
            "SELECT coalesce(max(next_offset), 0) FROM watermark WHERE partition = " + partition)
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
}
