package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.topic.DeadLetters.Letter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
class StoreIT {

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
                        "-1=-1.7976931348623157e+308",
                        "1=5e-324",
                        NOON + "=-0",
                        (NOON + 123_456) + "=0.30000000000000004"));
  }

  @Test
  void readingThatComesAgain_isOverwrittenByTheLast() throws Exception {
    // Given
    sensor.send(NOON, 1);
    sensor.awaitStored(1);
    sensor.awaitCommitted();
    double before = Metrics.sum("tidewire_readings_replaced_total");

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
    assertThat(Metrics.sum("tidewire_readings_replaced_total") - before).isEqualTo(2);
  }

  @Test
  void description_isTheFirstUnitAndTheLastTagOfEachKey() throws Exception {
    // Given
    send(null, Map.of(), NOON - 1, 1);
    send("Cel", Map.of("site", "lyon", "room", "b"), NOON, 1);
    send("K", Map.of(), NOON + 1, 1);

    // When
    send(null, Map.of("site", "paris", "floor", "2"), NOON + 2, 1);

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Database.strings(
                            "SELECT unit || ' ' || (tags->>'site') || ' ' || (tags->>'floor')"
                                + " || ' ' || (tags->>'room') || ' ' || (tags_since <= now())"
                                + " FROM series WHERE sensor = '"
                                + sensor
                                + "'"))
                    .containsExactly("Cel paris 2 b true"));
    assertThat(sensor.stored()).hasSize(4);
  }

  @Test
  void tags_areNotMoreThanThoseOfAReading() throws Exception {
    // Given
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 32; i++) {
      many.put("k" + i, "v");
    }
    send(null, many, NOON, 1);
    sensor.awaitStored(1);

    // When
    send(null, Map.of("one", "more"), NOON + 1, 1);

    // Then
    sensor.awaitStored(2);
    assertThat(Database.strings("SELECT tags::text FROM series WHERE sensor = '" + sensor + "'"))
        .containsExactly("{\"one\": \"more\"}");
  }

  @Test
  void readingInAnotherUnit_isConvertedIntoTheFirst() throws Exception {
    // Given
    send("Cel", Map.of(), NOON, 21.5);
    sensor.awaitStored(1);
    sensor.awaitCommitted();
    double before = Metrics.sum("tidewire_readings_converted_total");

    // When
    send("[degF]", Map.of(), NOON + 1, 212);
    send("K", Map.of(), NOON + 2, 294.65);
    send(null, Map.of(), NOON + 3, 22);

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(sensor.stored())
                    .containsExactly(
                        NOON + "=21.5",
                        (NOON + 1) + "=100",
                        (NOON + 2) + "=21.5",
                        (NOON + 3) + "=22"));
    sensor.assertNoDeadLetters();
    assertThat(Metrics.sum("tidewire_readings_converted_total") - before).isEqualTo(2);
  }

  @Test
  void readingInAUnitThatCannotBeConverted_isADeadLetterAndItsNeighboursAreStored()
      throws Exception {
    // Given
    SeriesReadings first = inUnit("Cel");
    first.add(NOON, 21.5);
    SeriesReadings conflict = inUnit("m/s");
    conflict.add(NOON, 3);
    conflict.add(NOON + 1, 4);
    SeriesReadings kelvin = inUnit("K");
    kelvin.add(NOON + 2, 273.15);

    // When
    RecordMetadata sent =
        feed.raw(
            Partitions.of(sensor.name(), Topics.PARTITIONS),
            ReadingBatchCodec.encode(new ReadingBatch(List.of(first, conflict, kelvin))));

    // Then
    await().atMost(PATIENCE).until(() -> sensor.deadLetters().size() == 2);
    assertThat(sensor.stored()).containsExactly(NOON + "=21.5", (NOON + 2) + "=0");
    assertThat(sensor.deadLetters())
        .allSatisfy(
            letter -> {
              assertThat(letter.envelope().reason()).isEqualTo(DeadLetterReason.UNIT_CONFLICT);
              assertThat(letter.envelope().offset()).isEqualTo(sent.offset());
              assertThat(letter.envelope().detail()).contains("the unit Cel", "m/s");
            });
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
    assertThat(letter.envelope().reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
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
  void readingThatTheDatabaseRefuses_isIsolatedFromItsBatch() throws Exception {
    // Given
    Database.execute("ALTER TABLE reading ADD CONSTRAINT no_poison CHECK (value <> 666) NOT VALID");
    try {
      SeriesReadings batch = sensor.readings();
      for (int i = 0; i < 500; i++) {
        batch.add(NOON + i, i == 321 ? 666 : i + 0.5);
      }

      // When
      feed.send(batch);

      // Then
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(sensor.stored()).hasSize(499));
      await().atMost(PATIENCE).until(() -> !sensor.deadLetters().isEmpty());
      assertThat(sensor.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.envelope().reason())
                    .isEqualTo(DeadLetterReason.REJECTED_BY_DATABASE);
                assertThat(letter.envelope().sqlState()).isEqualTo("23514");
                assertThat(letter.envelope().detail()).contains("no_poison");
                assertThat(ReadingBatchCodec.decode(letter.value()))
                    .isEqualTo(batchOf(NOON + 321, 666));
              });
    } finally {
      Database.execute("ALTER TABLE reading DROP CONSTRAINT no_poison");
    }
  }

  @Test
  void readingThatARefusedOneHides_isStored() throws Exception {
    // Given
    SeriesReadings batch = sensor.readings();
    for (double value : new double[] {1, 2, 666, 1666}) {
      batch.add(NOON, value);
    }
    batch.add(NOON + 1, 10);
    Database.execute(
        "ALTER TABLE reading ADD CONSTRAINT no_poison CHECK (value NOT IN (666, 1666)) NOT VALID");
    try {
      // When
      feed.send(batch);

      // Then
      await().atMost(PATIENCE).until(() -> sensor.deadLetters().size() == 2);
    } finally {
      Database.execute("ALTER TABLE reading DROP CONSTRAINT no_poison");
    }
    assertThat(sensor.stored()).containsExactly(NOON + "=2", (NOON + 1) + "=10");
    assertThat(sensor.deadLetters())
        .extracting(letter -> ReadingBatchCodec.decode(letter.value()))
        .containsExactlyInAnyOrder(batchOf(NOON, 666), batchOf(NOON, 1666));
  }

  @ParameterizedTest
  @CsvSource({"100, most of 100 readings", "1, whatever it is given"})
  void allReadingsRefused_isAnOutageAndGivesUpNothing(int readings, String what) throws Exception {
    // Given
    SeriesReadings batch = sensor.readings();
    for (int i = 0; i < readings; i++) {
      batch.add(NOON + i, i);
    }
    Database.execute("ALTER TABLE reading ADD CONSTRAINT closed CHECK (value IS NULL) NOT VALID");
    LogLines log = new LogLines();
    try {
      // When
      feed.send(batch);

      // Then
      await()
          // Polls quickly, so that the constraint is dropped in the pause between two attempts.
          .pollInterval(Duration.ofMillis(10))
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(Health.ready()).contains("DOWN", what));
      assertThat(Health.live()).contains("\"UP\"");
    } finally {
      Database.execute("ALTER TABLE reading DROP CONSTRAINT closed");
    }
    sensor.awaitStored(readings);
    await().atMost(PATIENCE).until(() -> Health.ready().startsWith("200"));
    sensor.assertNoDeadLetters();
    await().atMost(PATIENCE).until(() -> log.lines().size() > 1);
    log.close();
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(0)).startsWith("WARN Storing a poll fails");
    assertThat(log.lines().get(1)).startsWith("INFO Storing a poll works again");
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

  private void send(String unit, Map<String, String> tags, long time, double value)
      throws Exception {
    SeriesReadings readings =
        new SeriesReadings(new SeriesKey(sensor.name(), "value"), unit, tags, 1);
    readings.add(time, value);
    feed.send(readings);
  }

  private SeriesReadings inUnit(String unit) {
    return new SeriesReadings(new SeriesKey(sensor.name(), "value"), unit, Map.of(), 1);
  }
}
