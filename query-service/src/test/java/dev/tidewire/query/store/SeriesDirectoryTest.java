package dev.tidewire.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.Names;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.query.series.Series;
import org.junit.jupiter.api.Test;

class SeriesDirectoryTest {
  private static final int CACHE = 100_000;

  @Test
  void aCacheFullOfTheLongestNamesHasRoomInASmallHeap() {
    // Given
    String sensor = "s".repeat(Names.MAX_SENSOR_BYTES);
    String metric = "m".repeat(Names.MAX_METRIC_BYTES);
    int weight =
        SeriesDirectory.weight(
            new SeriesKey(sensor, metric), new Series(1, 0, sensor, metric, null));
    // Then
    long bytes = (long) CACHE / weight * (sensor.length() + metric.length());
    assertThat(bytes).isLessThan(8 << 20);
    assertThat(
            SeriesDirectory.weight(
                new SeriesKey("boiler-7", "temperature"),
                new Series(1, 0, "boiler-7", "temperature", null)))
        .isEqualTo(1);
  }
}
