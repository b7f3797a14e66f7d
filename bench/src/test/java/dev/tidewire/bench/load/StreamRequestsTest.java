package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class StreamRequestsTest {
  private static final long FIRST = 1_795_392_000_000L;

  @Example
  void asJson_holdsTheReadingsOfTheBatch() throws IOException {
    // Given
    StreamRequests requests =
        new StreamRequests(stream(), WireFormat.JSON.batches(Workload.W2.series()), "/v1/readings");

    // When
    String[] parts = parts(requests.get());
    JsonNode readings = new ObjectMapper().readTree(parts[1]);

    // Then
    Batch batch = stream().next();
    assertThat(parts[0].lines())
        .startsWith("POST /v1/readings HTTP/1.1")
        .contains("Content-Type: application/json", "Content-Length: " + parts[1].length());
    assertThat(readings).hasSize(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      JsonNode reading = readings.get(i);
      assertThat(reading.get("sensor").asText()).isEqualTo(Sensors.name(batch.series()[i]));
      assertThat(reading.get("metric").asText()).isEqualTo(Sensors.METRIC);
      assertThat(Instant.parse(reading.get("time").asText()).toEpochMilli())
          .isEqualTo(batch.millis()[i]);
      assertThat(reading.get("value").asDouble()).isEqualTo(batch.thousandths()[i] / 1_000.0);
    }
    assertThat(requests.last().millis()).isEqualTo(batch.millis());
  }

  @Example
  void asLineProtocol_hasALineForEachReading() {
    // Given
    StreamRequests requests =
        new StreamRequests(stream(), new LineBatches(Workload.W2.series()), "/write");

    // When
    String[] lines = parts(requests.get())[1].split("\n");

    // Then
    Batch batch = stream().next();
    assertThat(lines).hasSize(batch.size());
    assertThat(lines[999])
        .isEqualTo(
            "temperature,sensor=%s value=%s %d"
                .formatted(
                    Sensors.name(999),
                    BigDecimal.valueOf(batch.thousandths()[999], 3),
                    batch.millis()[999]));
  }

  @Property
  void decimalsAndTimes_areAsJavaWritesThem(
      @ForAll @IntRange(min = -1_000_000_000, max = 1_000_000_000) int thousandths,
      @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis) {
    // When
    BodyBuffer decimal = new BodyBuffer().thousandths(thousandths);
    BodyBuffer time = new BodyBuffer().time(millis);
    BodyBuffer number = new BodyBuffer().number(millis);

    // Then
    assertThat(text(decimal)).isEqualTo(BigDecimal.valueOf(thousandths, 3).toString());
    assertThat(Instant.parse(text(time)).toEpochMilli()).isEqualTo(millis);
    assertThat(text(time)).hasSize(24);
    assertThat(text(number)).isEqualTo(Long.toString(millis));
  }

  private static ReadingStream stream() {
    return new ReadingStream(Workload.W2, 1, FIRST);
  }

  private static String text(BodyBuffer buffer) {
    return new String(buffer.after(new byte[0]), StandardCharsets.US_ASCII);
  }

  private static String[] parts(byte[] request) {
    return new String(request, StandardCharsets.US_ASCII).split("\r\n\r\n");
  }
}
