package dev.tidewire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.batch.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

  @Test
  void aTimeBeforeTheEarliestIsRefusedAndTheMessageNamesIt() {
    // Given
    TimeWindow window = window(Optional.empty());

    // Then
    assertThat(window.violation(0, 0, false)).isNull();
    assertThat(window.violation(-1, -1, false))
        .isEqualTo(
            new Violation(
                "/time",
                "time 1969-12-31T23:59:59.999999Z is before the earliest one accepted,"
                    + " 1970-01-01T00:00:00Z; check the sender's clock"));
    assertThat(window.violation(-1, -1, true))
        .extracting(Violation::detail)
        .asString()
        .endsWith("clock, or tell by ?precision= the unit of the number");
  }

  @Test
  void ofTheEarliestTimeAndTheAgeTheLaterOneCounts() {
    assertThat(window(Optional.of(Duration.ofDays(1))).earliest())
        .isEqualTo(ReadingTime.toMicros(NOW.minus(Duration.ofDays(1))));
    assertThat(window(Optional.of(Duration.ofDays(36_500))).earliest()).isZero();
  }

  @Test
  void limitsAreExactToTheMicrosecond() {
    // When
    TimeWindow window = window(Duration.ofMillis(1_500), Duration.ofNanos(500_001_999));

    // Then
    long now = ReadingTime.toMicros(NOW);
    assertThat(window.earliest()).isEqualTo(now - 1_500_000);
    assertThat(window.latest()).isEqualTo(now + 500_001);
  }

  @Test
  void limitsBeyondAllTimeLeaveAllTimeOpen() {
    // When
    TimeWindow window =
        window(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE));

    // Then
    assertThat(window.earliest()).isZero();
    assertThat(window.latest()).isEqualTo(ReadingTime.MAX_MICROS);
  }

  private static TimeWindow window(Duration maxAge, Duration maxFuture) {
    return new TimeLimits(Instant.EPOCH, Optional.of(maxAge), maxFuture)
        .at(ReadingTime.toMicros(NOW));
  }

  private static TimeWindow window(Optional<Duration> maxAge) {
    return new TimeLimits(Instant.EPOCH, maxAge, Duration.ofHours(24))
        .at(ReadingTime.toMicros(NOW));
  }
}
