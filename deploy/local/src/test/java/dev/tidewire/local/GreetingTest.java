package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GreetingTest {

  @Test
  void showsThreeRequestsAndEndsWithTheLineThatScriptsWaitFor() throws Exception {
    // Given
    PortNumbers ports = PortNumbers.from(Map.of("TIDEWIRE_INGEST_PORT", "7001"), 1);

    // When
    List<String> lines = Greeting.lines(ports, Path.of("/data/logs"));

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
    List<String> lines = Greeting.lines(ports, Path.of("/data/logs"));

    // Then
    assertThat(lines)
        .filteredOn(line -> line.contains("API: "))
        .extracting(line -> line.replaceAll("(?s).*API: http://127.0.0.1:(\\d+)/.*", "$1"))
        .containsExactly("8081", "8091", "8082", "8092", "8083", "8093");
  }
}
