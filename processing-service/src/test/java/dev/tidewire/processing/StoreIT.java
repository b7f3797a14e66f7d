package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.topic.DeadLetters.Letter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
class StoreIT {

  /** Nearly what a record holds. */
  private static final int NEW_SERIES = 12_000;

  private final TestSensor sensor = new TestSensor();
  private final Feed feed = sensor.feed();

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void readings_areStoredToTheMicrosecondAndTheBit() throws Exception {
    // Given
    SeriesReadings readings = Feed.series(sensor.name(), "temperature");
    readings.add(NOON + 123_456, 0.1 + 0.2);
    readings.add(NOON, -0.0);
    readings.add(1, Double.MIN_VALUE);
    readings.add(-1, -Double.MAX_VALUE);

    // When
    feed.send(readings);

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Database.readings(sensor.name(), "temperature"))
                    .containsExactly(
                        "-1=-1.7976931348623157E308",
                        "1=4.9E-324",
                        NOON + "=-0",
                        (NOON + 123_456) + "=0.30000000000000004"));
  }

  @Test
  void readingThatComesAgain_isReplacedByTheLast() throws Exception {
    // Given
    sensor.send(NOON, 1);
    sensor.awaitStored(1);
    sensor.awaitCommitted();
    double before = Metrics.sum("tidewire_readings_replaced_total");
    double stored = Metrics.sum("tidewire_readings_stored_total");

    // When
    SeriesReadings again = sensor.readings();
    again.add(NOON, 2);
    again.add(NOON + 1, 10);
    again.add(NOON, 3);
    feed.send(again);

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(sensor.stored()).containsExactly(NOON + "=3", (NOON + 1) + "=10"));
    sensor.awaitCommitted();
    assertThat(Metrics.sum("tidewire_readings_replaced_total") - before).isEqualTo(1);
    assertThat(Metrics.sum("tidewire_readings_stored_total") - stored).isEqualTo(2);
  }

  @Test
  void pollOfManyNewSeries_isStoredAtOnce() throws Exception {
    // Given
    double retries = Metrics.sum("tidewire_store_retries_total");
    List<SeriesReadings> all = new ArrayList<>();
    for (int i = 0; i < NEW_SERIES; i++) {
      SeriesReadings one = Feed.series(sensor.name(), "m" + i);
      one.add(NOON, i);
      all.add(one);
    }

    // When
    feed.raw(
        Partitions.of(sensor.name(), Topics.PARTITIONS),
        ReadingBatchCodec.encode(new ReadingBatch(all)));

    // Then
    String ofSensor = "series WHERE sensor = '" + sensor + "'";
    await().atMost(PATIENCE).until(() -> Database.count(ofSensor) == NEW_SERIES);
    sensor.assertNoDeadLetters();
    assertThat(Metrics.sum("tidewire_store_retries_total")).isEqualTo(retries);
    assertThat(Database.count("(SELECT DISTINCT id >> 12 FROM " + ofSensor + ") AS runs"))
        .isLessThanOrEqualTo(NEW_SERIES / 4096 + 2);
  }

  @Test
  void garbageAmongGoodRecords_becomesADeadLetterAndTheNeighboursAreStored() throws Exception {
    // Given
    byte[] garbage = "\u00ff{\"sensor\":\"not protobuf\"}".getBytes(StandardCharsets.ISO_8859_1);
    sensor.send(NOON, 1);
    int partition = sensor.send(NOON + 1, 2).partition();

    // When
    RecordMetadata poison = feed.raw(partition, garbage);
    RecordMetadata tombstone = feed.raw(partition, null);
    sensor.send(NOON + 2, 3);

    // Then
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sensor.stored()).hasSize(3));
    await().atMost(PATIENCE).until(() -> sensor.deadLetters().size() == 2);
    Letter letter = letterOf(poison);
    assertThat(letter.value()).isEqualTo(garbage);
    assertThat(letter.envelope().reason()).isEqualTo(DeadLetterReason.UNDECODABLE.code());
    assertThat(letter.envelope().topic()).isEqualTo(Topics.READINGS.topicName());
    assertThat(letter.envelope().partition()).isEqualTo(partition);
    assertThat(letterOf(tombstone).envelope().detail()).isEqualTo("the record has no value");
  }

  @Test
  void headersOfBrokenCloudEvents_doNotStopTheConsumer() throws Exception {
    // Given
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(
            Topics.READINGS.topicName(), null, null, ReadingBatchCodec.encode(batchOf(NOON, 1)));
    event.headers().add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));
    event.headers().add("content-type", "application/cloudevents".getBytes(StandardCharsets.UTF_8));

    // When
    feed.send(event);

    // Then
    sensor.awaitStored(1);
  }

  @Test
  void whatTheDatabaseRefuses_isAnOutageAndGivesUpNothing() throws Exception {
    // Given
    SeriesReadings batch = sensor.readings();
    for (int i = 0; i < 100; i++) {
      batch.add(NOON + i, i);
    }
    Database.execute("ALTER TABLE block ADD CONSTRAINT closed CHECK (n < 0) NOT VALID");
    LogLines log = new LogLines();
    try {
      // When
      feed.send(batch);

      // Then
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Health.ready())
                      .contains("DOWN", "the database refuses what we write (SQLSTATE 23514"));
      assertThat(Health.live()).contains("\"UP\"");
    } finally {
      Database.execute("ALTER TABLE block DROP CONSTRAINT closed");
    }
    sensor.awaitStored(100);
    await().atMost(PATIENCE).until(() -> Health.ready().startsWith("200"));
    sensor.assertNoDeadLetters();
    await().atMost(PATIENCE).until(() -> log.lines().size() > 1);
    log.close();
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(0)).startsWith("WARN Storing in the database fails");
    assertThat(log.lines().get(1)).startsWith("INFO Storing in the database works again");
  }

  @Test
  void seriesThatComesOnSeveralPartitions_keepsItsHomeAndItsReadings() throws Exception {
    // Given
    feed.raw(3, ReadingBatchCodec.encode(batchOf(NOON, 1)));
    sensor.awaitStored(1);

    // When
    feed.raw(5, ReadingBatchCodec.encode(batchOf(NOON, 2)));
    feed.raw(3, ReadingBatchCodec.encode(batchOf(NOON + 1, 3)));

    // Then
    sensor.awaitStored(2);
    sensor.awaitCommitted();
    assertThat(sensor.stored()).containsExactly(NOON + "=2", (NOON + 1) + "=3");
    assertThat(
            Database.strings(
                "SELECT block.home || ' ' || source FROM block JOIN series"
                    + " ON id BETWEEN first_series AND last_series WHERE sensor = '%s' ORDER BY 1"
                        .formatted(sensor)))
        .containsExactly("3 3", "3 3", "3 5");
  }

  @Test
  void seriesThatSomebodyHasInserted_keepsItsIdAndItsHome() throws Exception {
    // Given
    Database.execute(
        "INSERT INTO series (sensor, metric) VALUES ('%s', 'value')".formatted(sensor));
    String select = "SELECT id || ' ' || home FROM series WHERE sensor = '%s'";
    String before = Database.strings(select.formatted(sensor)).get(0);
    assertThat(before).endsWith(" 0");
    String run = "SELECT next_id FROM series_run WHERE home = 4";
    feed.raw(4, ReadingBatchCodec.encode(new ReadingBatch(List.of(other(NOON)))));
    await().atMost(PATIENCE).until(() -> Database.strings(run).size() == 1);
    sensor.awaitCommitted();
    List<String> next = Database.strings(run);

    // When
    feed.raw(4, ReadingBatchCodec.encode(batchOf(NOON, 1)));

    // Then
    sensor.awaitStored(1);
    assertThat(Database.strings(select.formatted(sensor))).containsExactly(before);
    assertThat(Database.strings(run)).isEqualTo(next);
  }

  private SeriesReadings other(long time) {
    SeriesReadings readings = Feed.series(sensor + "-other", "value");
    readings.add(time, 1);
    return readings;
  }

  private Letter letterOf(RecordMetadata source) {
    return sensor.deadLetters().stream()
        .filter(letter -> letter.envelope().offset() == source.offset())
        .findFirst()
        .orElseThrow();
  }

  private ReadingBatch batchOf(long time, double value) {
    return new ReadingBatch(List.of(sensor.reading(time, value)));
  }
}
