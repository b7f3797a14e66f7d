package dev.tidewire.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RestartPauseTest {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void doublesUpToHalfAMinute() {
    // Given
    RestartPause pause = new RestartPause();

    // When
    List<Long> seconds = Stream.generate(() -> pause.after(SHORT).toSeconds()).limit(7).toList();

    // Then
    assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void isShortAgainAfterALongRun() {
    // Given
    RestartPause pause = new RestartPause();
    pause.after(SHORT);
    pause.after(SHORT);

    // When
    Duration next = pause.after(LONG);

    // Then
    assertThat(next).isEqualTo(Duration.ofSeconds(1));
  }

  @Property
  void staysWithinItsBounds(@ForAll List<@IntRange(min = 0, max = 100) Integer> runs) {
    // Given
    RestartPause pause = new RestartPause();

    // When
    Stream<Duration> pauses = runs.stream().map(run -> pause.after(Duration.ofSeconds(run)));

    // Then
    assertThat(pauses)
        .allSatisfy(
            next -> assertThat(next).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30)));
  }
}
