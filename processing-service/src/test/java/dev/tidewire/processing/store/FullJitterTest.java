package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FullJitterTest {
  @Property
  void pauses_stayBelowABoundThatDoublesToTheMaximum(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5_000) int base,
      @ForAll @IntRange(min = 1, max = 60_000) int max) {
    // Given
    FullJitter jitter =
        new FullJitter(Duration.ofMillis(base), Duration.ofMillis(max), new SplittableRandom(seed));

    // When
    for (int attempt = 0; attempt < 40; attempt++) {
      long pause = jitter.nextMillis();

      // Then
      double bound = Math.min(max, base * Math.pow(2, attempt));
      assertThat((double) pause).isBetween(0.0, bound);
    }
  }
}
