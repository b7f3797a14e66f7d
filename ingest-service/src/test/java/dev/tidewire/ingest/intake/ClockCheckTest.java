package dev.tidewire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.platform.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {
  private static final Text NONE = new Text();
  private static final long NOW = ReadingTime.toMicros(Instant.parse("2026-11-29T00:00:00Z"));
  private static final long OLD = -1;
  private static final long AHEAD = NOW + 86_400_000_001L;

  private final ReadingDraft draft = new ReadingDraft();

  @ParameterizedTest
  @CsvSource({
    "REFUSE, KEEP, 2, 0, 2",
    "CLAMP, REFUSE, 2, 2, 0",
    "KEEP, CLAMP, 0, 2, 2",
    "KEEP, KEEP, 0, 0, 4",
    "CLAMP, CLAMP, 0, 4, 0",
  })
  void eachSideHasItsPolicy(
      ClockPolicy tooOld, ClockPolicy tooNew, int refused, int clamped, int kept) {
    // Given
    ClockCheck check = check(tooOld, tooNew);

    // Then
    assertThat(timeAfter(check, OLD)).isEqualTo(expected(tooOld, OLD));
    assertThat(timeAfter(check, NOW)).isEqualTo(NOW);
    assertThat(timeAfter(check, AHEAD)).isEqualTo(expected(tooNew, AHEAD));
    assertThat(check.wrong()).isEqualTo(new WrongTimes(refused, clamped, kept));
  }

  private static Long expected(ClockPolicy policy, long time) {
    return switch (policy) {
      case REFUSE -> null;
      case CLAMP -> NOW;
      case KEEP -> time;
    };
  }

  /** A device without a clock counts the seconds since its start. */
  @ParameterizedTest
  @CsvSource({"REFUSE, true", "KEEP, true", "CLAMP, false"})
  void aDoubtfulNumberIsRefused_unlessItIsClampedInAnyCase(ClockPolicy tooOld, boolean isRefused) {
    // Given
    draft.begin(NOW);
    draft.setTimeOfNumber(OLD);
    draft.doubt("may be a date");

    // Then
    assertThat(check(tooOld, ClockPolicy.REFUSE).check(draft) != null).isEqualTo(isRefused);
  }

  @Test
  void aDoubtfulNumberWithinTheLimitsIsRefused() {
    // Given
    draft.begin(NOW);
    draft.setTimeOfNumber(NOW - 1);
    draft.doubt("may be a date");

    // Then
    assertThat(check(ClockPolicy.CLAMP, ClockPolicy.CLAMP).check(draft))
        .extracting(Violation::detail)
        .isEqualTo("may be a date");
  }

  /** What no clock shows cannot be stored. */
  @Test
  void aTimeThatCannotBeStoredIsNotKept() {
    // Given
    ClockCheck check = check(ClockPolicy.KEEP, ClockPolicy.KEEP);

    // Then
    assertThat(timeAfter(check, ReadingTime.MAX_MICROS + 1)).isNull();
    assertThat(timeAfter(check, ReadingTime.MIN_MICROS - 1)).isNull();
    assertThat(check.wrong().refused()).isEqualTo(4);
  }

  /** Several of one series do not replace one another. */
  @Test
  void clampedReadingsAreLikeThoseWithoutATime() {
    // Given
    TimeLimits limits = limits(ClockPolicy.CLAMP, ClockPolicy.CLAMP);
    ClockCheck check = new ClockCheck(limits.at(NOW));
    draft.begin(NOW);
    draft.setLocalTimeMicros(OLD, OLD);

    // When
    assertThat(check.check(draft)).isNull();

    // Then
    assertThat(draft.latestMicros()).isEqualTo(NOW);
  }

  private Long timeAfter(ClockCheck check, long time) {
    draft.begin(NOW);
    draft.setTimeMicros(time);
    draft.measure(1, NONE, NONE).set("a");
    draft.measure(2, NONE, NONE).set("b");
    return check.check(draft) == null ? draft.timeMicros() : null;
  }

  private static ClockCheck check(ClockPolicy tooOld, ClockPolicy tooNew) {
    return new ClockCheck(limits(tooOld, tooNew).at(NOW));
  }

  private static TimeLimits limits(ClockPolicy tooOld, ClockPolicy tooNew) {
    return new TimeLimits(Instant.EPOCH, Optional.empty(), Duration.ofHours(24), tooOld, tooNew);
  }
}
