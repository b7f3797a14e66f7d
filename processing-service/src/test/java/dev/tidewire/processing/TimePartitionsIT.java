package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.SeriesReadings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readings whose time partition does not exist. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class TimePartitionsIT {
  private static final long WEEK = Duration.ofDays(7).toMillis() * 1_000;
  private static final long YEAR = Duration.ofHours(8_766).toMillis() * 1_000;

  private final TestSensor sensor = new TestSensor();

  @AfterEach
  void close() {
    sensor.close();
  }

  /** One request can hold this. Each partition is created on its own, and there are few. */
  @Test
  void readingsOfManyWeeksAndYears_areStoredWithoutARetry() throws Exception {
    // Given
    SeriesReadings readings = sensor.readings();
    for (int i = 1; i <= 1_900; i++) {
      readings.add(NOON - i * WEEK, i);
      readings.add(NOON - i * YEAR + 1, i);
    }
    double retries = Metrics.sum("tidewire_store_retries_total");
    long partitions = Database.count("pg_inherits WHERE inhparent = 'reading'::regclass");

    // When
    sensor.feed().send(readings);

    // Then
    sensor.awaitStored(3_800);
    assertThat(Metrics.sum("tidewire_store_retries_total")).isEqualTo(retries);
    assertThat(Database.count("pg_inherits WHERE inhparent = 'reading'::regclass") - partitions)
        .isLessThan(250);
  }

  @Test
  void partitionThatSomebodyDropped_isMadeAgain() throws Exception {
    // Given
    long time = 946_684_800_000_000L; // 2000-01-01, in a partition without present readings
    sensor.send(time, 1);
    sensor.awaitStored(1);
    String partition =
        Database.strings("SELECT tableoid::regclass FROM reading WHERE time = '2000-01-01Z'")
            .get(0);
    Database.execute("DROP TABLE " + partition);

    // When
    sensor.send(time + 1, 2);

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(sensor.stored()).containsExactly((time + 1) + "=2"));
    sensor.assertNoDeadLetters();
  }
}
