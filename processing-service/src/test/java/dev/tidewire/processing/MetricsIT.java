package dev.tidewire.processing;

import static io.restassured.RestAssured.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.metrics.DocumentedMetrics;
import dev.tidewire.local.metrics.ExposedMetrics;
import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
class MetricsIT {
  /** Two hours, in partitions of seven days. */
  private static final double WHAT_LASTS_UNTIL_THE_NEXT = 2.0 / (7 * 24);

  @Test
  void metrics_areThoseThatAreDocumented() {
    assertThat(ExposedMetrics.on(get(Management.uri("/q/metrics")).asString()))
        .isEqualTo(DocumentedMetrics.of("processing-service"));
  }

  @Test
  void metricsOfLibraries_areThereForDashboardsAndAlerts() {
    // Given
    get("/v1/pipeline");

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(ExposedMetrics.names(get(Management.uri("/q/metrics")).asString()))
                    .containsAll(DocumentedMetrics.ofLibraries("processing")));
  }

  @Test
  void timePartitions_areThereForTheNextTwoLengths() {
    await()
        .untilAsserted(
            () ->
                assertThat(Metrics.sum("tidewire_time_partitions_ahead"))
                    .isBetween(2.0, 3.0 + WHAT_LASTS_UNTIL_THE_NEXT));
  }

  @Test
  void openDeadLetters_areCountedByReason() throws Exception {
    // Given
    String open = "tidewire_dead_letters_open{reason=\"undecodable\"}";
    await().until(() -> !Double.isNaN(Metrics.value(open)));
    double before = Metrics.value(open);

    // When
    try (Feed feed = new Feed()) {
      feed.send(
          new ProducerRecord<>(Topics.READINGS.topicName(), 3, null, "no batch".getBytes(UTF_8)));
    }

    // Then
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(Metrics.value(open)).isGreaterThan(before));
  }
}
