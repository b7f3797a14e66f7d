package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsRequestsTest {
  private final AtomicLong nextMillis = new AtomicLong(1_790_000_000_999L);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 1_000, 5_000})
  void givesEachSeriesAndTimeOnce(int batch) throws IOException {
    // Given
    List<ReadingsRequests> connections = List.of(requests(batch, 0), requests(batch, 1));

    // When
    Set<String> seen = new HashSet<>();
    int readings = 0;
    for (int round = 0; round < 5; round++) {
      for (ReadingsRequests connection : connections) {
        for (JsonNode reading : readings(connection.get())) {
          seen.add(reading.get("sensor").asText() + " " + reading.get("time").asText());
          readings++;
        }
      }
    }

    // Then
    assertThat(readings).isEqualTo(10 * batch);
    assertThat(seen).hasSize(readings);
  }

  @Test
  void coversAllSensorsAtOneTimeInABatchOfAThousand() throws IOException {
    // When
    List<JsonNode> readings = readings(requests(1_000, 0).get());

    // Then
    assertThat(readings)
        .extracting(reading -> reading.get("sensor").asText())
        .doesNotHaveDuplicates();
    assertThat(readings)
        .extracting(reading -> reading.get("time").asText())
        .containsOnly("2026-09-21T14:13:20.999Z");
    assertThat(readings).allMatch(reading -> reading.get("value").isDouble());
    assertThat(nextMillis).hasValue(1_790_000_001_000L);
  }

  @Test
  void announcesTheLengthOfItsBody() {
    // When
    String[] parts =
        new String(requests(100, 0).get(), StandardCharsets.US_ASCII).split("\r\n\r\n");

    // Then
    assertThat(parts).hasSize(2);
    assertThat(parts[0].lines())
        .startsWith("POST /v1/readings HTTP/1.1")
        .contains("Content-Length: " + parts[1].length());
  }

  @Test
  void refusesSizesThatWouldRepeatSensorsUnevenly() {
    assertThatThrownBy(() -> requests(300, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("300");
  }

  private ReadingsRequests requests(int batch, int connection) {
    return new ReadingsRequests("/v1/readings", batch, nextMillis, connection);
  }

  private static List<JsonNode> readings(byte[] request) throws IOException {
    String text = new String(request, StandardCharsets.US_ASCII);
    JsonNode body = new ObjectMapper().readTree(text.substring(text.indexOf("\r\n\r\n")));
    List<JsonNode> readings = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(readings::add);
    } else {
      readings.add(body);
    }
    return readings;
  }
}
