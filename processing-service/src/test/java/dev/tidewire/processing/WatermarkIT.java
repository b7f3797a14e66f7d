package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.processing.group.GroupProgress;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.readings.PackedPoll;
import dev.tidewire.processing.readings.PollStore;
import dev.tidewire.processing.watermark.Claim;
import dev.tidewire.processing.watermark.Truncation;
import dev.tidewire.processing.watermark.Watermarks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    try (Connection another = Database.connect();
        Statement statement = another.createStatement()) {
      another.setAutoCommit(false);
      statement.execute(
          "SELECT FROM watermark WHERE partition = %d FOR UPDATE".formatted(partition));

      // When
      send(2);
      send(3);
      statement.execute(storedUpTo(offset + 1));
      another.commit();
    }

    // Then
    await().atMost(PATIENCE).until(group::isAtTheEnd);
    assertThat(sensor.stored()).containsExactly(NOON + "=1");
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
      Database.execute(
          """
          CREATE FUNCTION wait_for_rival() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NEW; END';
          CREATE TRIGGER waits BEFORE INSERT ON block
          FOR EACH ROW EXECUTE FUNCTION wait_for_rival()
          """);
      rival.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(42)");

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
    } finally {
      Database.execute("DROP FUNCTION wait_for_rival CASCADE");
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(sensor.stored()).containsExactly(NOON + "=2"));
  }

  @Test
  void watermarkOfADatabaseThatHasLostItsLast_isTakenAsItIs() throws Exception {
    // Given
    anotherConsumerHasStoredUpTo(Math.max(0, offset - 1));

    // When
    send(2);

    // Then
    await().atMost(PATIENCE).until(() -> watermark() == offset + 1);
    assertThat(sensor.stored()).containsExactly(NOON + "=2");
  }

  @Test
  void ofTwoThatOverlap_oneStores() throws Exception {
    // Given
    PackedPoll ownersPoll = pack(2, 3);
    Claim owner = claim(ownersPoll);
    PackedPoll latePoll = pack(2);
    Claim late = claim(latePoll);
    long before = blocks();

    // When
    Set<Integer> first = write(ownersPoll, owner);
    Set<Integer> second = write(latePoll, late);

    // Then
    assertThat(first).containsExactly(0);
    assertThat(second).isEmpty();
    assertThat(sensor.stored()).containsExactly(NOON + "=3");
    assertThat(blocks() - before).isOne();
  }

  @Test
  void statementWhoseAnswerWasLost_storesOnce() throws Exception {
    // Given
    PackedPoll poll = pack(2);
    Claim claim = claim(poll);
    long before = blocks();
    write(poll, claim);

    // When
    Set<Integer> again = write(poll, claim);

    // Then
    assertThat(again).containsExactly(0);
    assertThat(blocks() - before).isOne();
  }

  @Test
  void idsOfAServerThatIsGone_areNotStored() throws Exception {
    // Given
    PackedPoll poll = pack(2);
    PackedPoll old = new PackedPoll(poll.poll(), poll.sources(), 1L);

    // When
    Set<Integer> won = write(old, claim(old));

    // Then
    assertThat(won).isEmpty();
    assertThat(write(poll, claim(poll))).containsExactly(0);
  }

  @Test
  void ofTwoPartitions_theOneThatIsThereIsStored() throws Exception {
    // Given
    PackedPoll poll =
        store
            .pack(store.decode(List.of(record(0, 0, 2), record(1, 0, 3)), 10), Runnable::run)
            .await()
            .atMost(PATIENCE);
    Claim claim = claim(poll);
    Database.execute(
        "UPDATE watermark SET next_offset = 7 WHERE topic_id = '%s' AND partition = 1"
            .formatted(anotherTopic));

    // When
    Set<Integer> won = write(poll, claim);

    // Then
    assertThat(won).containsExactly(0);
    assertThat(sensor.stored()).containsExactly(NOON + "=2");
  }

  @Test
  void watermarkThatPassesLostRecords_movesFromWhereItIsKnownOnly() throws Exception {
    // Given
    Claim claim = claim(pack(1, 2));
    Claim old = new Claim(anotherTopic, List.of(new Claim.Move(0, 1, 9)));

    // When
    watermarks.pass(old).await().atMost(PATIENCE);

    // Then
    assertThat(known()).isEqualTo(claim.moves().get(0).known());

    // When
    watermarks.pass(claim).await().atMost(PATIENCE);

    // Then
    assertThat(known()).isEqualTo(claim.moves().get(0).next());
  }

  @Test
  void watermarkOfAPartitionThatIsStopped_passesNothing() throws Exception {
    // Given
    Claim claim = claim(pack(1, 2));
    Truncation found = new Truncation(0, claim.moves().get(0).known(), 0);
    watermarks.stop(anotherTopic, List.of(found)).await().atMost(PATIENCE);

    // When
    watermarks.pass(claim).await().atMost(PATIENCE);

    // Then
    assertThat(known()).isEqualTo(found.watermark());
  }

  private long known() {
    return Objects.requireNonNull(
        watermarks.find(anotherTopic, Set.of(0)).await().atMost(PATIENCE).get(0));
  }

  private PackedPoll pack(double... values) {
    return store.pack(poll(values), Runnable::run).await().atMost(PATIENCE);
  }

  /** Of another topic, whose watermarks are at the beginning. */
  private Claim claim(PackedPoll packed) {
    List<OffsetRange> ranges = packed.poll().offsets();
    Map<Integer, Long> known = watermarks.read(anotherTopic, ranges).await().atMost(PATIENCE);
    return Claim.of(anotherTopic, ranges, known);
  }

  private Set<Integer> write(PackedPoll poll, Claim claim) {
    return store.write(poll, claim).await().atMost(PATIENCE);
  }

  private long blocks() throws SQLException {
    return Database.count(
        "block JOIN series ON id BETWEEN first_series AND last_series WHERE sensor = '%s'"
            .formatted(sensor));
  }

  /** One record per value, all for the same sensor and time. */
  private Poll poll(double... values) {
    List<SourceRecord> records = new ArrayList<>();
    for (double value : values) {
      records.add(record(0, records.size(), value));
    }
    return store.decode(records, Integer.MAX_VALUE);
  }

  private SourceRecord record(int source, long at, double value) {
    byte[] batch = ReadingBatchCodec.encode(new ReadingBatch(List.of(sensor.reading(NOON, value))));
    return new SourceRecord("elsewhere", source, at, at + 1, 0, null, batch, 0, null);
  }

  private void anotherConsumerHasStoredUpTo(long nextOffset) throws SQLException {
    Database.execute(storedUpTo(nextOffset));
  }

  private String storedUpTo(long nextOffset) {
    return "UPDATE watermark SET next_offset = %d WHERE partition = %d"
        .formatted(nextOffset, partition);
  }

  private long watermark() throws SQLException {
    return Database.strings(
            "SELECT coalesce(max(next_offset), 0) FROM watermark WHERE partition = " + partition)
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private static long waitingForTheRival() throws SQLException {
    return Database.count(
        "pg_stat_activity WHERE application_name = 'tidewire-processing' AND wait_event_type ="
            + " 'Lock'");
  }
}
