package dev.tidewire.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.metrics.DocumentedMetrics;
import dev.tidewire.local.metrics.ExposedMetrics;
import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class MetricsIT {
  @Test
  void metrics_areThoseThatAreDocumented() {
    assertThat(ExposedMetrics.on(get(Management.uri("/q/metrics")).asString()))
        .isEqualTo(DocumentedMetrics.of("query-service"));
  }

  @Test
  void metricsOfLibraries_areThereForDashboardsAndAlerts() {
    // Given
    get("/v1/readings?sensor=none");

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(ExposedMetrics.names(get(Management.uri("/q/metrics")).asString()))
                    .containsAll(DocumentedMetrics.ofLibraries("query")));
  }
}
