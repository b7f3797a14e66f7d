package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GreetingTest {

  @Test
  void showsThreeRequestsAndEndsWithTheLineThatScriptsWaitFor() throws Exception {
    // Given
    PortNumbers ports = PortNumbers.from(Map.of("TIDEWIRE_INGEST_PORT", "7001"), 1);

    // When
    List<String> lines = Greeting.lines(ports, Set.of(), Path.of("/data/logs"));

    // Then
    assertThat(lines).filteredOn(line -> line.startsWith("  curl ")).hasSize(3);
    assertThat(lines).anyMatch(line -> line.contains("http://127.0.0.1:7001/v1/readings"));
    assertThat(lines).anyMatch(line -> line.contains("/data/logs"));
    assertThat(lines).last().isEqualTo("Tidewire is up");
  }

  @Test
  void showsEveryReplica() throws Exception {
    // Given
    PortNumbers ports = PortNumbers.from(Map.of(), 2);

    // When
    List<String> lines = Greeting.lines(ports, Set.of(), Path.of("/data/logs"));

    // Then
    assertThat(lines)
        .filteredOn(line -> line.contains("API: "))
        .extracting(line -> line.replaceAll("(?s).*API: http://127.0.0.1:(\\d+)/.*", "$1"))
        .containsExactly("9081", "9091", "9082", "9092", "9083", "9093");
  }

  @Test
  void saysHowToRunTheServiceThatIsLeftOut() throws Exception {
    // Given
    PortNumbers ports = PortNumbers.from(Map.of(), 1);

    // When
    List<String> lines = Greeting.lines(ports, Set.of(StackPort.QUERY), Path.of("/data/logs"));

    // Then
    assertThat(lines)
        .contains("  query       http://127.0.0.1:8083  not started, see below")
        .contains("  ./mvnw -pl query-service -am quarkus:dev")
        .noneMatch(line -> line.contains("ingest-service"));
    assertThat(lines).filteredOn(line -> line.contains("API: ")).hasSize(2);
  }

  @Test
  void theServiceThatIsLeftOutGetsThePortsThatItDoesNotKnow() throws Exception {
    // Given
    PortNumbers ports =
        PortNumbers.from(
            Map.of(
                "TIDEWIRE_PROCESSING_PORT", "7002",
                "TIDEWIRE_PROCESSING_MANAGEMENT_PORT", "7005",
                "TIDEWIRE_KAFKA_PORT", "7003",
                "TIDEWIRE_POSTGRES_PORT", "7004"),
            1);

    // When
    String command = DevMode.command(StackPort.PROCESSING, ports);

    // Then
    assertThat(command)
        .isEqualTo(
            "KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:7003"
                + " QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:7004/tidewire"
                + " QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:7004/tidewire"
                + " QUARKUS_HTTP_PORT=7002 QUARKUS_MANAGEMENT_PORT=7005 ./mvnw -pl processing-service -am quarkus:dev");
  }
}
