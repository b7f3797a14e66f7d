package dev.tidewire.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.local.metrics.DocumentedMetrics;
import dev.tidewire.local.metrics.ExposedMetrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class MetricsIT {
  @Test
  void metrics_areThoseThatAreDocumented() {
    assertThat(ExposedMetrics.on(get("/q/metrics").asString()))
        .isEqualTo(DocumentedMetrics.of("query-service"));
  }
}
