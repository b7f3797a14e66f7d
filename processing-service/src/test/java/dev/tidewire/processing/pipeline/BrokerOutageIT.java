package dev.tidewire.processing.pipeline;

import static dev.tidewire.processing.TestSensor.NOON;
import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Health;
import dev.tidewire.processing.Pipeline;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.TestSensor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The broker is away for longer than a consumer may be stuck. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(Impatient.class)
class BrokerOutageIT {
  /** Longer than the last report of the lag is taken for fresh. */
  private static final Duration OUTAGE = Duration.ofSeconds(20);

  private static final Duration SHOWN = Duration.ofSeconds(15);

  private final TestStack stack = TestStack.shared();
  private final TestSensor sensor = new TestSensor();

  @AfterEach
  void close() {
    sensor.close();
  }

  @Test
  void brokerIsAwayWhileRecordsWait_processIsAliveAndGoesOn() throws Exception {
    // Given
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              sensor.send(NOON, 1);
              return Pipeline.now().number("lag.records") > 0;
            });

    // When
    stack.freezeKafka();
    try {
      await()
          .during(OUTAGE)
          .atMost(OUTAGE.plusSeconds(2))
          .untilAsserted(() -> assertThat(Health.live()).startsWith("200"));
    } finally {
      stack.thawKafka();
    }

    // Then
    sensor.send(NOON, 2);
    await().atMost(PATIENCE).until(() -> sensor.stored().contains(NOON + "=2"));
  }

  @Test
  void brokerFallsSilentWhileNothingIsToDo_itIsAWaitUntilItAnswers() throws Exception {
    // Given
    sensor.send(NOON, 1);
    sensor.awaitCommitted();
    await().atMost(PATIENCE).until(() -> waits().equals("[]"));

    // When
    stack.freezeKafka();
    try {
      await()
          .atMost(SHOWN)
          .untilAsserted(
              () -> {
                Pipeline pipeline = Pipeline.now();
                assertThat(pipeline.state()).isEqualTo("waiting");
                assertThat(pipeline.text("waits")).contains("Kafka does not answer");
              });
    } finally {
      stack.thawKafka();
    }

    // Then
    await().atMost(PATIENCE).until(() -> waits().equals("[]"));
  }

  private static String waits() {
    return Pipeline.now().text("waits");
  }
}
