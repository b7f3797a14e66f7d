package dev.tidewire.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames as earlier releases wrote them. Files under {@code golden/} are added with a format
 * version, never edited or removed: somebody's database is full of them.
 */
class GoldenFrameTest {
  private static final long NOON = 1_763_805_600_000_000L;

  @ParameterizedTest
  @ValueSource(strings = {"steps", "decimals", "bits", "series"})
  void frameOfVersion1_isStillReadAndWritten(String name) throws IOException {
    // Given
    byte[] frame = golden("frame-v1-" + name + ".bin");
    ReadingColumns readings = readings(name);

    // When
    DecodedFrame decoded = FrameDecoder.decode(frame);

    // Then
    assertThat(decoded).isEqualTo(readings);
    assertThat(FrameEncoder.encode(readings, 0, readings.size())).isEqualTo(frame);
  }

  private static ReadingColumns readings(String name) {
    ReadingColumns readings = new ReadingColumns(0);
    for (int i = 0; i < 20; i++) {
      switch (name) {
        case "steps" -> readings.add(7, NOON + i * 10_000_000L + i % 3 * 1_000L, 20 + i % 7);
        case "decimals" -> readings.add(7, NOON + i * i * 1_000_000L, (i * 37 % 100) / 100.0);
        case "bits" -> readings.add(7, NOON + i, i % 2 == 0 ? -0.0 : Math.PI * i);
        default -> readings.add(4_096 + i, NOON - i * 1_000_000L, i / 8.0);
      }
    }
    // A report is missing.
    if (name.equals("steps")) {
      readings.add(7, NOON + 25 * 10_000_000L, 20);
    }
    return readings;
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = GoldenFrameTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
