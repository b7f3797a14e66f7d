package dev.tidewire.kubernetes.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTest {
  private final Service ingest = Service.named("ingest").orElseThrow();
  private final Service processing = Service.named("processing").orElseThrow();
  private final Service query = Service.named("query").orElseThrow();

  @Test
  void port_isTheOneOfTheServicesOwnProperties() {
    assertThat(ingest.port()).isEqualTo(8081);
    assertThat(query.port()).isEqualTo(8083);
  }

  @Test
  void variables_areThoseOfItsKeys_nestedOnesIncluded() {
    assertThat(processing.variables())
        .contains(
            "TIDEWIRE_PROCESSING_CONCURRENCY",
            "TIDEWIRE_PROCESSING_STORE_BACKOFF_BASE",
            "TIDEWIRE_SECURITY_MODE",
            "KAFKA_BOOTSTRAP_SERVERS")
        .doesNotContain("TIDEWIRE_PROCESSING_STORE", "TIDEWIRE_QUERY_MAX_SERIES");
  }

  @Test
  void shutdown_isTheSumOfItsWaits_asTheyAreSet() {
    // Given
    Map<String, String> set =
        Map.of("QUARKUS_SHUTDOWN_TIMEOUT", "3s", "TIDEWIRE_INGEST_SHUTDOWN_TIMEOUT", "4s");

    // Then
    assertThat(ingest.shutdown(Map.of())).isEqualTo(Duration.ofSeconds(20));
    assertThat(ingest.shutdown(set)).isEqualTo(Duration.ofSeconds(11));
    assertThat(query.shutdown(Map.of())).isZero();
  }

  @Test
  void quarkusVariables_areToldApart_byWhetherTheyAreHeard() {
    QuarkusVariables variables = QuarkusVariables.load();

    assertThat(variables.runTime()).contains("QUARKUS_INIT_AND_EXIT", "QUARKUS_SHUTDOWN_TIMEOUT");
    assertThat(variables.buildTime()).contains("QUARKUS_DATASOURCE_DB_KIND");
  }
}
