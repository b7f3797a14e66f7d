package dev.tidewire.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.topic.DeadLetters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long NOON = 1_763_805_600_000_000L;

  private final TestStack stack = TestStack.shared();
  private final String sensor = "sensor-" + UUID.randomUUID();
  private Feed feed;
  private DeadLetters deadLetters;

  @BeforeEach
  void open() {
    feed = new Feed();
    deadLetters = new DeadLetters();
  }

  @AfterEach
  void close() {
    feed.close();
    deadLetters.close();
  }

  @Test
  void databaseIsStopped_readingsWaitAndAreStoredAfterwards() throws Exception {
    // Given
    feed.send(sensor, "value", NOON, 0);
    await().atMost(PATIENCE).until(() -> stored() == 1);
    stack.stopPostgres();
    try {
      // When
      for (int i = 1; i <= 50; i++) {
        feed.send(sensor, "value", NOON + i, i);
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
    await().atMost(PATIENCE).until(() -> stored() == 51);
    await().atMost(PATIENCE).until(() -> Health.ready().startsWith("200"));
    assertThat(Metrics.sum("tidewire_store_retries_total")).isPositive();
    await().atMost(PATIENCE).until(() -> Pipeline.now().state().equals("idle"));
    Pipeline again = Pipeline.now();
    assertThat(again.text("waiting")).isEqualTo("null");
    assertThat(again.text("breaker.state")).isEqualTo("closed");
    assertThat(again.text("lastError.cause")).contains("the database");
    assertThat(again.number("lag.partitions.size()")).isEqualTo(Topics.PARTITIONS);
    assertThat(deadLetters.read()).isEmpty();
  }

  @Test
  void databaseIsKilledAmidReadings_noneIsLost() throws Exception {
    // Given
    for (int i = 0; i < 100; i++) {
      feed.send(sensor, "value", NOON + i, i);
    }

    // When
    stack.killPostgres();
    for (int i = 100; i < 200; i++) {
      feed.send(sensor, "value", NOON + i, i);
    }
    stack.startPostgres();

    // Then
    await().atMost(PATIENCE).until(() -> stored() == 200);
    assertThat(deadLetters.read()).isEmpty();
  }

  @Test
  void brokerRestarts_readingsGoOn() throws Exception {
    // Given
    feed.send(sensor, "value", NOON, 0);
    await().atMost(PATIENCE).until(() -> stored() == 1);

    // When
    stack.stopKafka();
    stack.startKafka();
    feed.send(sensor, "value", NOON + 1, 1);

    // Then
    await().atMost(PATIENCE).until(() -> stored() == 2);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Metrics.sum("tidewire_consumer_lag")).isZero());
    assertThat(Health.live()).startsWith("200");
  }

  private static void assertWaiting() {
    Pipeline waiting = Pipeline.now();
    assertThat(waiting.state()).isEqualTo("waiting");
    assertThat(waiting.text("message")).contains("Readings wait in Kafka", "the database");
    assertThat(waiting.text("breaker.state")).isIn("open", "half-open");
    assertThat(waiting.number("waiting.attempts")).isGreaterThan(1);
    assertThat(waiting.number("oldestUnstored.ageSeconds")).isPositive();
  }

  private int stored() throws Exception {
    return Database.readings(sensor, "value").size();
  }
}
