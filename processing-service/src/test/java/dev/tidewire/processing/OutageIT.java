package dev.tidewire.processing;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
class OutageIT {
  private final TestStack stack = TestStack.shared();
  private final TestSensor sensor = new TestSensor();

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void databaseIsStopped_readingsWaitAndAreStoredAfterwards() throws Exception {
    // Given
    sensor.send(NOON, 0);
    sensor.awaitStored(1);
    double retries = Metrics.sum("tidewire_store_retries_total");
    stack.stopPostgres();
    try {
      // When
      for (int i = 1; i <= 50; i++) {
        sensor.send(NOON + i, i);
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(Health.ready()).startsWith("503").contains("waiting since", "cause");
                assertThat(Metrics.sum("tidewire_store_breaker_open")).isEqualTo(1);
              });
      assertThat(Health.live()).startsWith("200");
      assertThat(Metrics.sum("tidewire_readings_unstored_age_seconds")).isPositive();
      await().atMost(PATIENCE).untilAsserted(OutageIT::assertWaiting);
    } finally {
      stack.startPostgres();
    }

    // Then
    sensor.awaitStored(51);
    await().atMost(PATIENCE).until(() -> Health.ready().startsWith("200"));
    assertThat(Metrics.sum("tidewire_store_retries_total")).isGreaterThan(retries);
    await().atMost(PATIENCE).until(() -> Pipeline.now().state().equals("idle"));
    Pipeline again = Pipeline.now();
    assertThat(again.json().<Map<String, Object>>get()).doesNotContainKey("waiting");
    assertThat(again.text("breaker.state")).isEqualTo("closed");
    assertThat(again.text("lastError.cause")).contains("the database");
    assertThat(again.number("lag.partitions.size()")).isEqualTo(Topics.PARTITIONS);
    sensor.assertNoDeadLetters();
  }

  @Test
  void databaseIsKilledDuringReadings_noneIsLost() throws Exception {
    // Given
    for (int i = 0; i < 100; i++) {
      sensor.send(NOON + i, i);
    }

    // When
    stack.killPostgres();
    for (int i = 100; i < 200; i++) {
      sensor.send(NOON + i, i);
    }
    stack.startPostgres();

    // Then
    sensor.awaitStored(200);
    sensor.assertNoDeadLetters();
  }

  private static void assertWaiting() {
    Pipeline waiting = Pipeline.now();
    assertThat(waiting.state()).isEqualTo("waiting");
    assertThat(waiting.text("message")).contains("Readings wait in Kafka", "the database");
    assertThat(waiting.text("breaker.state")).isIn("open", "half-open");
    assertThat(waiting.number("waiting.attempts")).isGreaterThan(1);
    assertThat(waiting.number("oldestUnstored.ageSeconds")).isPositive();
  }
}
