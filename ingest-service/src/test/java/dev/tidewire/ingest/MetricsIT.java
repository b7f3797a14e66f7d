package dev.tidewire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.metrics.DocumentedMetrics;
import dev.tidewire.local.metrics.ExposedMetrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MetricsIT {
  @TestHTTPResource("/v1/readings")
  URI uri;

  @Test
  void metrics_areThoseThatAreDocumented() {
    assertThat(ExposedMetrics.on(page())).isEqualTo(DocumentedMetrics.of("ingest-service"));
  }

  @Test
  void metricsOfLibraries_areThereForDashboardsAndAlerts() {
    await()
        .untilAsserted(
            () ->
                assertThat(ExposedMetrics.names(page()))
                    .containsAll(DocumentedMetrics.ofLibraries("ingest")));
  }

  @Test
  void requests_areCountedByTheirProblem() {
    // Given
    ReadingsClient client = ReadingsClient.ready(uri);
    String refused =
        "tidewire_ingest_requests_total{problem=\"unsupported-media-type\",status=\"415\"}";
    double before = value(refused);

    // When
    client.post("text/html", "<p>1</p>");

    // Then
    assertThat(value(refused)).isEqualTo(before + 1);
  }

  private double value(String series) {
    return page()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow();
  }

  private String page() {
    return new ReadingsClient(uri).metrics();
  }
}
