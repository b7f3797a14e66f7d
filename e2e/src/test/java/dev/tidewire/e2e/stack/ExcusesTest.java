package dev.tidewire.e2e.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class ExcusesTest {
  private final Excuses excuses = new Excuses();

  @Test
  void start_excusesWhatIsLoggedSoonAfterIt_inEitherFormat() {
    // When
    excuses.started();

    // Then
    assertThat(excuses.cover(plain(10) + " WARN blocked")).isTrue();
    assertThat(excuses.cover(plain(60) + " WARN blocked")).isFalse();
    assertThat(excuses.cover(json(10))).isTrue();
    assertThat(excuses.cover(json(60))).isFalse();
  }

  @Test
  void lineWithoutATime_isNotExcused() {
    // When
    excuses.started();

    // Then
    assertThat(excuses.cover("\tat java.lang.Thread.run")).isFalse();
    assertThat(excuses.cover("")).isFalse();
  }

  private static String plain(long secondsFromNow) {
    return LocalDateTime.now()
        .plusSeconds(secondsFromNow)
        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS"));
  }

  private static String json(long secondsFromNow) {
    return "{\"timestamp\":\"%s\",\"level\":\"WARN\"}"
        .formatted(Instant.now().plusSeconds(secondsFromNow));
  }
}
