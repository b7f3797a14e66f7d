package dev.tidewire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.metrics.DocumentedMetrics;
import dev.tidewire.local.metrics.ExposedMetrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"POST, unsupported-media-type, 415", "PUT, method-not-allowed, 405"})
  void requests_areCountedByTheirProblem(String method, String problem, int status) {
    // Given
    ReadingsClient client = ReadingsClient.ready(uri);
    String refused =
        "tidewire_ingest_requests_total{problem=\"%s\",status=\"%d\"}".formatted(problem, status);
    double before = value(refused);

    // When
    client.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "text/html")
            .method(method, BodyPublishers.ofString("<p>1</p>")));

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
