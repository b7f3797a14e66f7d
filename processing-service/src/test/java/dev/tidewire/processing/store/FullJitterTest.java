package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

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

  @Test
  void pauses_areSpreadOverAllThatTheBoundAllows() {
    // Given
    FullJitter jitter =
        new FullJitter(Duration.ofMillis(100), Duration.ofMillis(1_600), new SplittableRandom(1));
    for (int attempt = 0; attempt < 4; attempt++) {
      jitter.nextMillis();
    }

    // When
    long[] pauses = LongStream.generate(jitter::nextMillis).limit(10_000).sorted().toArray();

    // Then
    for (int tenth = 0; tenth < 10; tenth++) {
      assertThat(pauses[tenth * 1_000]).isCloseTo(tenth * 160, within(40L));
    }
    assertThat(pauses[9_999]).isCloseTo(1_600, within(40L));
  }
}
