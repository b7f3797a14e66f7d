package dev.tidewire.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private final MetricsPage page =
      new MetricsPage(
          """
          # TYPE jvm_memory_used_bytes gauge
          jvm_memory_used_bytes{area="heap",id="Eden Space"} 1000000.0
          jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2.5E7
          jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 7.0
          tidewire_readings_stored_total 1.2345678E7
          tidewire_readings_stored_total_other 1.0
          """);

  @Test
  void addsUpTheLabelSetsThatFit() {
    assertThat(page.sum("jvm_memory_used_bytes", "area=\"heap\"")).isEqualTo(26_000_000.0);
  }

  @Test
  void readsAMetricWithoutLabels() {
    assertThat(page.sum("tidewire_readings_stored_total", "")).isEqualTo(12_345_678.0);
  }

  @Test
  void isZeroForAMetricThatIsNotThere() {
    assertThat(page.sum("tidewire_readings", "")).isZero();
  }
}
