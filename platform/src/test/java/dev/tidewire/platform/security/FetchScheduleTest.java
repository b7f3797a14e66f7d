package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchScheduleTest {
  private static final long SECOND = 1_000_000_000;

  private final FetchSchedule schedule = new FetchSchedule(Duration.ofMinutes(5), () -> 1);

  @Test
  void theFirstIsAtOnce_theNextAfterAFixedTime() {
    assertThat(schedule.begin(0)).isTrue();
    assertThat(schedule.begin(SECOND)).as("while one runs").isFalse();

    schedule.succeeded(2 * SECOND);

    assertThat(schedule.begin(301 * SECOND)).isFalse();
    assertThat(schedule.begin(302 * SECOND)).isTrue();
  }

  @Test
  void missingKeysCauseOneInFiveSeconds() {
    // Given
    assertThat(schedule.begin(0)).isTrue();
    schedule.succeeded(0);

    // When
    int begun = 0;
    for (int tick = 1; tick <= 60; tick++) {
      for (int request = 0; request < 1_000; request++) {
        schedule.want();
      }
      if (schedule.begin(tick * SECOND)) {
        schedule.succeeded(tick * SECOND);
        begun++;
      }
    }

    // Then
    assertThat(begun).isEqualTo(12);
  }

  @Test
  void failuresAreRepeatedEverLater() {
    long now = 0;
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertThat(schedule.begin(now)).isTrue();
      schedule.failed(now);
      assertThat(schedule.begin(now + (seconds - 1) * SECOND)).as("%d s", seconds).isFalse();
      now += seconds * SECOND;
    }

    assertThat(schedule.begin(now)).isTrue();
    schedule.succeeded(now);
    assertThat(schedule.begin(now + 300 * SECOND)).isTrue();
    schedule.failed(now);
    assertThat(schedule.begin(now + SECOND)).as("as after the first failure").isTrue();
  }
}
