package dev.tidewire.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.api.Api;
import dev.tidewire.e2e.api.Format;
import dev.tidewire.e2e.api.Reading;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The path of a reading: in over HTTP, through Kafka into Postgres, and out over HTTP. */
@ExtendWith(Calm.class)
class JourneyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Api api = new Api(Tidewire.shared());
  private final String sensor = "sensor-" + UUID.randomUUID();

  @ParameterizedTest
  @CsvSource({"JSON,false", "JSON,true", "NDJSON,false", "NDJSON,true", "CSV,false", "CSV,true"})
  void whatIsSentIsReadBack(Format format, boolean gzip) {
    // Given
    List<Reading> sorted = readings();
    List<Reading> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(1));
    String body = format.write(shuffled);

    // When
    String answer = gzip ? api.postGzipped(format, body) : api.post("", format, body);

    // Then
    assertThat(answer).isEqualTo("202 {\"accepted\":250}");
    await().atMost(PATIENCE).until(() -> api.latest(sensor), latest -> !latest.isEmpty());
    assertThat(api.latest(sensor)).containsExactly(sorted.get(248), sorted.get(249));
    assertThat(api.pages(sensor, 100))
        .containsExactly(
            sorted.subList(0, 100), sorted.subList(100, 200), sorted.subList(200, 250));
    assertThat(api.all(sensor, Format.CSV)).isEqualTo(sorted);
    assertThat(api.all(sensor, Format.NDJSON)).isEqualTo(sorted);
  }

  /** Two metrics at equal times, microseconds apart, with values of every magnitude. */
  private List<Reading> readings() {
    Random random = new Random(2);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 125; i++) {
      Instant time = NOON.plus(i * 333_333L, ChronoUnit.MICROS);
      readings.add(new Reading(sensor, "pressure", time, magnitude(random), "bar"));
      readings.add(new Reading(sensor, "temperature", time, random.nextInt(2_000) / 10.0, "Cel"));
    }
    return readings;
  }

  private static double magnitude(Random random) {
    return Stream.generate(() -> Double.longBitsToDouble(random.nextLong()))
        .filter(Double::isFinite)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSameRequestTwice_isStoredOnce() {
    // Given
    List<Reading> readings = readings();
    api.send(Format.JSON, readings);
    Backlog.awaitNone(PATIENCE);
    Service processing = Tidewire.shared().processing();
    double duplicates = processing.metric("tidewire_merge_duplicates_total");

    // When
    api.send(Format.JSON, readings);
    Backlog.awaitNone(PATIENCE);

    // Then
    assertThat(api.all(sensor, Format.CSV)).isEqualTo(readings);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(processing.metric("tidewire_merge_duplicates_total"))
                    .isGreaterThanOrEqualTo(duplicates + readings.size()));
    assertThat(api.all(sensor, Format.CSV)).isEqualTo(readings);
  }

  @Test
  void aCorrection_replacesTheValue() {
    // Given
    List<Reading> readings = new ArrayList<>(readings());
    api.send(Format.CSV, readings);
    Backlog.awaitNone(PATIENCE);

    // When
    readings.replaceAll(reading -> reading.withValue(reading.value() / 3));
    api.send(Format.NDJSON, readings);
    Backlog.awaitNone(PATIENCE);

    // Then
    assertThat(api.all(sensor, Format.CSV)).isEqualTo(readings);
  }

  @Test
  void ofCorrectionsInQuickSuccession_theLastWins() {
    // Given
    Reading reading = new Reading(sensor, "level", NOON, 0, "m");

    // When
    for (int value = 1; value <= 50; value++) {
      api.send(Format.JSON, List.of(reading.withValue(value)));
    }
    Backlog.awaitNone(PATIENCE);

    // Then
    assertThat(api.all(sensor, Format.JSON)).containsExactly(reading.withValue(50));
    assertThat(api.latest(sensor)).containsExactly(reading.withValue(50));
  }

  @Test
  void aDirtyCsv_isReadBackSortedAndTheLaterRowWins() {
    // Given
    String csv =
        """
        timestamp,value
        2026-11-22 12:00:00,1
        2026-11-22 12:05:00,2.50
        2026-11-22 12:05:00,3e1
        2026-11-22 11:00:00,-4
        2026-11-22 12:10:00,5
        2026-11-22 12:00:00,6
        2026-11-22 12:15:00,7""";

    // When
    String answer = api.post("?sensor=" + sensor + "&metric=flow&unit=L", Format.CSV, csv);
    Backlog.awaitNone(PATIENCE);

    // Then
    assertThat(answer).isEqualTo("202 {\"accepted\":7,\"warnings\":{\"replaced\":2}}");
    assertThat(api.all(sensor, Format.CSV))
        .containsExactly(
            flow("11:00:00", -4),
            flow("12:00:00", 6),
            flow("12:05:00", 30),
            flow("12:10:00", 5),
            flow("12:15:00", 7));
  }

  private Reading flow(String time, double value) {
    return new Reading(sensor, "flow", Instant.parse("2026-11-22T" + time + "Z"), value, "L");
  }
}
