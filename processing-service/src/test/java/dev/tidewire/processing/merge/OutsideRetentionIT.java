package dev.tidewire.processing.merge;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.local.topic.DeadLetters.Letter;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.Feed;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service with a retention that is longer than the readings of other tests are old. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(OutsideRetentionIT.Configured.class)
class OutsideRetentionIT {
  private static final long YEAR_1900 = ReadingTime.toMicros(Instant.parse("1900-01-01T00:00:00Z"));

  public static class Configured implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tidewire.processing.retention", "36525d");
    }
  }

  @Test
  void oldReadings_becomeOneLetterARecordAndTheOthersAreStored() throws Exception {
    try (TestSensor sensor = new TestSensor()) {
      // Given
      String metric = "tidewire_dead_letters_total{reason=\"outside-retention\"}";
      double before = Metrics.value(metric);
      SeriesReadings mixed = sensor.readings();
      SeriesReadings old = Feed.series(sensor.name(), "old");
      for (int i = 0; i < 1_000; i++) {
        mixed.add(YEAR_1900 + i, i);
        old.add(YEAR_1900 + i, i);
      }
      mixed.add(NOON, 1);

      // When
      sensor.feed().send(new ReadingBatch(List.of(mixed, old)));
      sensor.feed().send(old);

      // Then
      sensor.awaitCommitted();
      assertThat(sensor.stored()).containsExactly(NOON + "=1");
      assertThat(Database.count("series WHERE sensor = '%s'".formatted(sensor))).isEqualTo(1);
      List<Letter> letters = sensor.deadLetters();
      assertThat(letters)
          .extracting(letter -> letter.envelope().reason())
          .containsExactly("outside-retention", "outside-retention");
      assertThat(letters)
          .extracting(letter -> ((ReadingBatch) ReadingBatchCodec.decode(letter.value())).size())
          .containsExactlyInAnyOrder(2_000, 1_000);
      assertThat(Metrics.value(metric)).isEqualTo(before + 2);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  get("/v1/dead-letters?reason=outside-retention&sensor=" + sensor)
                          .jsonPath()
                          .getList("deadLetters")
                          .size()
                      == 1);
    }
  }
}
