package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewire.local.process.StartFailedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortNumbersTest {

  @Test
  void takesTheDefaultsFromAnEmptyEnvironment() throws StartFailedException {
    // When
    PortNumbers ports = PortNumbers.from(Map.of("TIDEWIRE_QUERY_PORT", ""), 1);

    // Then
    assertThat(ports.of(StackPort.INGEST)).isEqualTo(8081);
    assertThat(ports.of(StackPort.PROCESSING)).isEqualTo(8082);
    assertThat(ports.of(StackPort.QUERY)).isEqualTo(8083);
    assertThat(ports.of(StackPort.KAFKA)).isEqualTo(19092);
    assertThat(ports.of(StackPort.POSTGRES)).isEqualTo(15432);
  }

  @Test
  void takesWhatTheEnvironmentSays() throws StartFailedException {
    // When
    PortNumbers ports = PortNumbers.from(Map.of("TIDEWIRE_KAFKA_PORT", " 9092 "), 1);

    // Then
    assertThat(ports.of(StackPort.KAFKA)).isEqualTo(9092);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http", "8081.5"})
  void refusesWhatIsNoPort(String text) {
    // Given
    Map<String, String> environment = Map.of("TIDEWIRE_INGEST_PORT", text);

    // When Then
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> PortNumbers.from(environment, 1))
        .withMessage("TIDEWIRE_INGEST_PORT is `%s`; it must be a port from 1 to 65535", text);
  }

  @Test
  void refusesOnePortForTwo() {
    // Given
    Map<String, String> environment = Map.of("TIDEWIRE_QUERY_PORT", "8081");

    // When Then
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> PortNumbers.from(environment, 1))
        .withMessage(
            "ingest and query cannot both listen on port 8081;"
                + " set TIDEWIRE_INGEST_PORT or TIDEWIRE_QUERY_PORT to another port");
  }

  @Test
  void spreadsTheReplicasOfServicesAndKeepsOneBrokerAndDatabase() throws StartFailedException {
    // When
    PortNumbers ports = PortNumbers.from(Map.of("TIDEWIRE_QUERY_PORT", "9000"), 3);

    // Then
    assertThat(ports.all(StackPort.INGEST)).containsExactly(8081, 8091, 8101);
    assertThat(ports.all(StackPort.PROCESSING)).containsExactly(8082, 8092, 8102);
    assertThat(ports.all(StackPort.QUERY)).containsExactly(9000, 9010, 9020);
    assertThat(ports.all(StackPort.QUERY_MANAGEMENT)).containsExactly(9083, 9093, 9103);
    assertThat(ports.all(StackPort.KAFKA)).containsExactly(19092);
    assertThat(ports.all(StackPort.POSTGRES)).containsExactly(15432);
  }

  @Test
  void refusesAReplicaOnThePortOfAnother() {
    // Given
    Map<String, String> environment = Map.of("TIDEWIRE_QUERY_PORT", "8091");

    // When Then
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> PortNumbers.from(environment, 2))
        .withMessageStartingWith("ingest and query cannot both listen on port 8091;");
  }

  @Test
  void refusesAReplicaPastTheLastPort() {
    // Given
    Map<String, String> environment = Map.of("TIDEWIRE_INGEST_PORT", "65520");

    // When Then
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> PortNumbers.from(environment, 3))
        .withMessage(
            "the last of 3 replicas of ingest would listen on port 65540, but the highest port is 65535;"
                + " set TIDEWIRE_INGEST_PORT to at most 65515");
  }
}
