package dev.tidewire.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WaitLimitTest {
  private static final long FLOOR = 1_000;
  private static final long CEILING = 64_000;
  private static final long TARGET = 100;

  private final WaitLimit limit = new WaitLimit(FLOOR, CEILING, TARGET);

  @Test
  void quickAnswersUnderPressure_raiseIt() {
    // When
    limit.answered(0, TARGET, 500, FLOOR);

    // Then
    assertThat(limit.bytes()).isEqualTo(FLOOR + 500);
  }

  @Test
  void quickAnswersWithoutPressure_proveNothing() {
    // When
    limit.answered(0, TARGET, 500, FLOOR / 2);

    // Then
    assertThat(limit.bytes()).isEqualTo(FLOOR);
  }

  @Test
  void slowAnswersOfTheSameTime_cutItOnce() {
    // Given
    for (int i = 0; i < 20; i++) {
      limit.answered(0, 1, 1_000, CEILING);
    }
    assertThat(limit.bytes()).isEqualTo(21_000);

    // When
    limit.answered(10, 200, 1_000, CEILING);
    limit.answered(20, 210, 1_000, CEILING);
    limit.answered(199, 350, 1_000, CEILING);

    // Then
    assertThat(limit.bytes()).isEqualTo(10_500);
  }

  @Property
  void limit_settlesWhereAnswersTakeAsLongAsTheyShould(
      @ForAll @IntRange(min = 20, max = 500) int bytesPerTick) {
    // Given: a server that processes this many bytes per tick
    WaitLimit found = new WaitLimit(FLOOR, CEILING, TARGET);
    long now = 0;

    // When: everybody sends as much as is admitted
    long worst = 0;
    for (int round = 0; round < 2_000; round++) {
      long inFlight = found.bytes();
      long took = inFlight / bytesPerTick;
      found.answered(now, now + took, 100, inFlight);
      now += took + 1;
      if (round > 1_000) {
        worst = Math.max(worst, took);
      }
    }

    // Then
    assertThat(worst).isLessThanOrEqualTo(Math.max(TARGET, FLOOR / bytesPerTick) + 10);
    assertThat(found.bytes()).isBetween(FLOOR, CEILING);
  }
}
