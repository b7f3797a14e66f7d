package dev.tidewire.processing.series;

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
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Feed;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a series is described by: its unit, which never changes, and its tags. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class DescriptionIT {
  private final TestSensor sensor = new TestSensor();
  private final Feed feed = sensor.feed();

  @AfterEach
  void close() {
    sensor.close();
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
    sensor.awaitStored(4);
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
              assertThat(letter.envelope().reason())
                  .isEqualTo(DeadLetterReason.UNIT_CONFLICT.code());
              assertThat(letter.envelope().offset()).isEqualTo(sent.offset());
              assertThat(letter.envelope().detail()).contains("the unit Cel", "m/s");
            });
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
