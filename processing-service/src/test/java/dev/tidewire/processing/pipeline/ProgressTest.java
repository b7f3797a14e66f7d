package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Duration BETWEEN_LAGS = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration DAY = Duration.ofDays(1);

  private final SetClock clock = new SetClock();
  private final Progress progress = new Progress(clock, PATIENCE);

  @Test
  void recordsWaitAndNobodyTakesThem_isStuckAfterTheTime() {
    // When
    passWithLag(5, PATIENCE);
    boolean atTheLimit = progress.isStuck();
    clock.pass(Duration.ofSeconds(1));
    boolean beyond = progress.isStuck();

    // Then
    assertThat(atTheLimit).isFalse();
    assertThat(beyond).isTrue();
  }

  @Test
  void lagThatIsOld_isNoProofThatRecordsWait() {
    // Given
    progress.lag(5);

    // When
    clock.pass(DAY);

    // Then
    assertThat(progress.isStuck()).isFalse();
  }

  @Test
  void brokerThatAnswersAgain_givesTheConsumerItsTimeAgain() {
    // Given
    progress.lag(5);
    clock.pass(DAY);

    // When
    passWithLag(5, PATIENCE);
    boolean atTheLimit = progress.isStuck();
    clock.pass(Duration.ofSeconds(1));
    boolean beyond = progress.isStuck();

    // Then
    assertThat(atTheLimit).isFalse();
    assertThat(beyond).isTrue();
  }

  @Test
  void pollThatWaitsForTheDatabase_isNotStuckHoweverLong() {
    // Given
    progress.begin("poll", clock.millis() - 2_000);

    // When
    passWithLag(5, DAY);

    // Then
    assertThat(progress.isStuck()).isFalse();
    assertThat(progress.oldestUnstoredAge()).isEqualTo(DAY.plusSeconds(2));
  }

  @Test
  void pollThatIsDone_startsTheTimeAgain() {
    // Given
    progress.begin("poll", clock.millis());
    passWithLag(5, DAY);
    progress.done("poll");

    // When
    passWithLag(5, PATIENCE);
    boolean atTheLimit = progress.isStuck();
    clock.pass(Duration.ofSeconds(1));
    boolean beyond = progress.isStuck();

    // Then
    assertThat(atTheLimit).isFalse();
    assertThat(beyond).isTrue();
  }

  @Test
  void ageOfPolls_isThatOfTheOldest() {
    // Given
    progress.begin("young", clock.millis() - 1_000);
    progress.begin("old", clock.millis() - 3_000);

    // When
    Duration both = progress.oldestUnstoredAge();
    progress.done("old");
    Duration young = progress.oldestUnstoredAge();

    // Then
    assertThat(both).isEqualTo(Duration.ofSeconds(3));
    assertThat(young).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void quietTopic_isNotStuck() {
    // Given
    passWithLag(0, DAY);

    // When
    progress.lag(1);

    // Then
    assertThat(progress.isStuck()).isFalse();
    assertThat(progress.oldestUnstoredAge()).isZero();
  }

  /** Lets time pass while the broker reports the lag at its usual interval, last at the end. */
  private void passWithLag(long records, Duration time) {
    Instant end = clock.instant().plus(time);
    progress.lag(records);
    while (clock.instant().isBefore(end)) {
      clock.pass(BETWEEN_LAGS);
      progress.lag(records);
    }
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
