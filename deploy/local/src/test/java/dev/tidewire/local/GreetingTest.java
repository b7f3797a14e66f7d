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
    PortNumbers ports = PortNumbers.from(Map.of("TIDEWIRE_INGEST_PORT", "7001"));

    // When
    List<String> lines = Greeting.lines(ports, Path.of("/data/logs"));

    // Then
    assertThat(lines).filteredOn(line -> line.startsWith("  curl ")).hasSize(3);
    assertThat(lines).anyMatch(line -> line.contains("http://127.0.0.1:7001/v1/readings"));
    assertThat(lines).anyMatch(line -> line.contains("/data/logs"));
    assertThat(lines).last().isEqualTo("Tidewire is up");
  }
}
