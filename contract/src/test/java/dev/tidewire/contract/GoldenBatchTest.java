package dev.tidewire.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Batches as earlier releases wrote them. Files under {@code golden/} are added with a format
 * version, never edited or removed: they may still lie in somebody's Kafka.
 */
class GoldenBatchTest {
  @Test
  void batchOfVersion1_isStillRead() throws IOException {
    // Given
    byte[] bytes = golden("v1-two-series.bin");

    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(bytes);

    // Then
    assertThat(decoded).isEqualTo(twoSeries());
  }

  @Test
  void batchOfVersion1_isStillWrittenAlike() throws IOException {
    // When
    byte[] bytes = ReadingBatchCodec.encode(twoSeries());

    // Then
    assertThat(bytes).isEqualTo(golden("v1-two-series.bin"));
  }

  private static ReadingBatch twoSeries() {
    SeriesReadings temperature =
        new SeriesReadings(
            new SeriesKey("boiler-7", "temperature"), "Cel", Map.of("site", "lyon"), 3);
    temperature.add(1_763_805_600_123_000L, 71.3);
    temperature.add(1_763_805_601_123_456L, 71.25);
    temperature.add(1_763_805_599_000_000L, -0.0);
    SeriesReadings humidity =
        new SeriesReadings(new SeriesKey("büro-1", "value"), null, Map.of(), 1);
    humidity.add(ReadingTime.MIN_MICROS, Double.MIN_VALUE);
    humidity.add(ReadingTime.MAX_MICROS, Double.MAX_VALUE);
    return new ReadingBatch(List.of(temperature, humidity));
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = GoldenBatchTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
