package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateWindowTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final RateWindow window = new RateWindow(3);

  @Test
  void withoutTwoSamples_nothingIsKnown() {
    // When
    window.sample(START, 100);

    // Then
    assertThat(window.perSecond()).isZero();
  }

  @Test
  void rate_isThatOfTheLastSamplesOnly() {
    // Given
    window.sample(START, 0);
    window.sample(START.plusSeconds(5), 1_000_000);

    // When
    window.sample(START.plusSeconds(10), 1_000_050);
    window.sample(START.plusSeconds(15), 1_000_100);

    // Then
    assertThat(window.perSecond()).isEqualTo(10);
  }

  @Test
  void clockThatStandsStill_givesNoInfiniteRate() {
    // When
    window.sample(START, 1);
    window.sample(START, 2);

    // Then
    assertThat(window.perSecond()).isZero();
  }
}
