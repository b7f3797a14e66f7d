package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final SetClock clock = new SetClock();
  private final Progress progress = new Progress(clock, Duration.ofSeconds(120));

  @Test
  void recordsWaitAndNobodyTakesThem_isStuckAfterTheTime() {
    // Given
    progress.lag(5);

    // When
    clock.now = clock.now.plusSeconds(120);
    boolean atTheLimit = progress.isStuck();
    clock.now = clock.now.plusSeconds(1);
    boolean beyond = progress.isStuck();

    // Then
    assertThat(atTheLimit).isFalse();
    assertThat(beyond).isTrue();
  }

  @Test
  void pollThatWaitsForTheDatabase_isNotStuckHoweverLong() {
    // Given
    progress.lag(5);
    progress.begin("poll", clock.millis() - 2_000);

    // When
    clock.now = clock.now.plus(Duration.ofDays(1));

    // Then
    assertThat(progress.isStuck()).isFalse();
    assertThat(progress.oldestUnstoredAge()).isEqualTo(Duration.ofDays(1).plusSeconds(2));
  }

  @Test
  void quietTopic_isNotStuck() {
    // Given
    clock.now = clock.now.plus(Duration.ofDays(1));
    progress.lag(0);

    // When
    progress.lag(1);

    // Then
    assertThat(progress.isStuck()).isFalse();
    assertThat(progress.oldestUnstoredAge()).isZero();
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

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
