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
  @ValueSource(strings = {"steps", "decimals", "bits", "series", "jitter"})
  void frameOfVersion1_isStillRead(String name) throws IOException {
    // When
    DecodedFrame decoded = FrameDecoder.decode(golden(name));

    // Then
    assertThat(decoded).isEqualTo(readings(name));
  }

  /** Today the times of "decimals" take fewer bits. */
  @ParameterizedTest
  @ValueSource(strings = {"steps", "bits", "series", "jitter"})
  void frameOfVersion1_isStillWritten(String name) throws IOException {
    // Given
    ReadingColumns readings = readings(name);

    // When
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());

    // Then
    assertThat(frame).isEqualTo(golden(name));
  }

  private static ReadingColumns readings(String name) {
    ReadingColumns readings = new ReadingColumns(0);
    for (int i = 0; i < 20; i++) {
      switch (name) {
        case "steps" -> readings.add(7, NOON + i * 10_000_000L + i % 3 * 1_000L, 20 + i % 7);
        case "decimals" -> readings.add(7, NOON + i * i * 1_000_000L, (i * 37 % 100) / 100.0);
        case "jitter" -> readings.add(7, NOON + i * 1_000_000L + i * i * 499 % 1_000 * 1_000L, i);
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
    String file = "/golden/frame-v1-" + name + ".bin";
    try (InputStream in = GoldenFrameTest.class.getResourceAsStream(file)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
