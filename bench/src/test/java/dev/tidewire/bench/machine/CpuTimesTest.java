package dev.tidewire.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
  @Test
  void sharesTheTimeSinceBeforeAmongTheItems() {
    // Given
    CpuTimes before = new CpuTimes(Map.of(Part.INGEST, Duration.ofSeconds(10)));
    CpuTimes after =
        new CpuTimes(
            Map.of(Part.INGEST, Duration.ofSeconds(12), Part.LIMIT, Duration.ofSeconds(1)));

    // When
    Map<Part, Double> micros = after.microsPerItemSince(before, 1_000_000);

    // Then
    assertThat(micros).containsOnly(entry(Part.INGEST, 2.0), entry(Part.LIMIT, 1.0));
  }
}
