package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
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
    passWithLag(5, BETWEEN_LAGS);
    boolean beyond = progress.isStuck();

    // Then
    assertThat(atTheLimit).isFalse();
    assertThat(beyond).isTrue();
  }

  @Test
  void lagThatIsOld_isNoProofThatRecordsWait() {
    // Given
    progress.lag(5, false);

    // When
    clock.pass(DAY);

    // Then
    assertThat(progress.isStuck()).isFalse();
  }

  @Test
  void brokerThatAnswersAgain_givesTheConsumerItsTimeAgain() {
    // Given
    progress.lag(5, false);
    clock.pass(DAY);

    // When
    passWithLag(5, PATIENCE);
    boolean atTheLimit = progress.isStuck();
    passWithLag(5, BETWEEN_LAGS);
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
    passWithLag(5, DAY, true);

    // Then
    assertThat(progress.isStuck()).isFalse();
    assertThat(progress.oldestUnstoredAge()).isEqualTo(DAY.plusSeconds(2));
  }

  @Test
  void pollThatWaitsForNothing_isStuckAfterTheTime() {
    // Given
    progress.begin("poll", clock.millis());
    Instant begin = clock.instant();

    // When
    passWithLag(5, PATIENCE);
    boolean atTheLimit = progress.isStuck();
    Optional<Instant> quiet = progress.quietSince();
    passWithLag(5, BETWEEN_LAGS);

    // Then
    assertThat(atTheLimit).isFalse();
    assertThat(quiet).contains(begin);
    assertThat(progress.isStuck()).isTrue();
  }

  @Test
  void partOfAPollThatIsStored_startsTheTimeAgain() {
    // Given
    progress.begin("poll", clock.millis());
    passWithLag(5, PATIENCE);

    // When
    progress.stored("poll");
    passWithLag(5, PATIENCE);

    // Then
    assertThat(progress.isStuck()).isFalse();
  }

  @Test
  void pollOfOneConsumer_isStuckAlsoWhileAnotherConsumerStores() {
    // Given
    progress.begin("hangs", clock.millis());

    // When
    for (int i = 0; i < 40; i++) {
      passWithLag(5, BETWEEN_LAGS);
      progress.begin(i, clock.millis());
      progress.done(i);
    }

    // Then
    assertThat(progress.isStuck()).isTrue();
  }

  @Test
  void brokerThatFallsSilent_stopsTheTime() {
    // Given
    Progress impatient = new Progress(clock, Duration.ofSeconds(1));

    // When
    impatient.lag(5, false);
    clock.pass(BETWEEN_LAGS);

    // Then
    assertThat(impatient.isStuck()).isFalse();
  }

  @Test
  void pollThatIsDone_startsTheTimeAgain() {
    // Given
    progress.begin("poll", clock.millis());
    passWithLag(5, DAY, true);
    progress.done("poll");

    // When
    passWithLag(5, PATIENCE);
    boolean atTheLimit = progress.isStuck();
    passWithLag(5, BETWEEN_LAGS);
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
    progress.lag(1, false);

    // Then
    assertThat(progress.isStuck()).isFalse();
    assertThat(progress.oldestUnstoredAge()).isZero();
  }

  /** Lets time pass while the broker reports the lag at its usual interval, last at the end. */
  private void passWithLag(long records, Duration time) {
    passWithLag(records, time, false);
  }

  private void passWithLag(long records, Duration time, boolean waits) {
    Instant end = clock.instant().plus(time);
    progress.lag(records, waits);
    while (clock.instant().isBefore(end)) {
      clock.pass(BETWEEN_LAGS);
      progress.lag(records, waits);
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
