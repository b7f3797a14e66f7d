package dev.tidewire.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class StoredReadingsTest {
  @Example
  void asksAgainBeforeTheExpectedEnd() {
    // A million a second, half a million to go.
    assertThat(StoredReadings.pauseMillis(1_000_000, 1_000_000_000L, 500_000)).isEqualTo(300);
  }

  @Property
  void staysWithinItsBounds(
      @ForAll @LongRange(min = 0, max = 1L << 40) long done,
      @ForAll @LongRange(min = 0, max = 1L << 50) long nanos,
      @ForAll @LongRange(min = 0, max = 1L << 40) long left) {
    assertThat(StoredReadings.pauseMillis(done, nanos, left)).isBetween(10L, 500L);
  }
}
