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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsRequestsTest {
  private static final long FIRST = 1_790_000_000_999L;

  private final Ticks ticks = new Ticks(FIRST);

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1_000, 5_000})
  void givesEachSeriesAndTimeOnce(int batch) throws IOException {
    // Given
    List<ReadingsRequests> connections =
        List.of(
            new ReadingsRequests("/v1/readings", batch, ticks, 0),
            new ReadingsRequests("/v1/readings", batch, ticks, 1));

    // When
    Set<String> seen = new HashSet<>();
    int readings = 0;
    for (int round = 0; round < 5; round++) {
      for (ReadingsRequests connection : connections) {
        for (JsonNode reading : readings(connection.next())) {
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
    List<JsonNode> readings =
        readings(new ReadingsRequests("/v1/readings", 1_000, ticks, 0).next());

    // Then
    assertThat(readings)
        .extracting(reading -> reading.get("sensor").asText())
        .doesNotHaveDuplicates();
    assertThat(readings)
        .extracting(reading -> reading.get("time").asText())
        .containsOnly("2026-09-21T14:13:20.999Z");
    assertThat(readings).allMatch(reading -> reading.get("value").isDouble());
  }

  @Test
  void announcesTheLengthOfItsBody() throws IOException {
    // When
    String request =
        new String(
            new ReadingsRequests("/v1/readings", 100, ticks, 0).next(), StandardCharsets.US_ASCII);

    // Then
    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
    assertThat(request)
        .startsWith("POST /v1/readings HTTP/1.1\r\n")
        .contains("Content-Length: " + body.length() + "\r\n");
  }

  @Test
  void refusesSizesThatWouldRepeatSensorsUnevenly() {
    assertThatThrownBy(() -> new ReadingsRequests("/v1/readings", 300, ticks, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("300");
  }

  private static List<JsonNode> readings(byte[] request) throws IOException {
    String text = new String(request, StandardCharsets.US_ASCII);
    JsonNode body = new ObjectMapper().readTree(text.substring(text.indexOf("\r\n\r\n") + 4));
    List<JsonNode> readings = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(readings::add);
    } else {
      readings.add(body);
    }
    return readings;
  }
}
