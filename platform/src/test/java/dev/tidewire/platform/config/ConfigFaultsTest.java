package dev.tidewire.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFaultsTest {
  private final ConfigFaults faults = new ConfigFaults("tidewire.x.");

  @Test
  void namesEveryFaultWithItsKey() {
    // When
    faults.within("size", 0, 1, 10);
    faults.within("size", 11, 1, 10);
    faults.within("wait", Duration.ofMinutes(2), Duration.ZERO, Duration.ofMinutes(1));
    faults.atLeast("threads", 0, 1);
    faults.add("tidewire.y must be chosen.");

    // Then
    assertThat(faults.all())
        .containsExactly(
            "tidewire.x.size must be from 1 to 10, but is 0.",
            "tidewire.x.size must be from 1 to 10, but is 11.",
            "tidewire.x.wait must be from 0s to 1m, but is 2m.",
            "tidewire.x.threads must be at least 1, but is 0.",
            "tidewire.y must be chosen.");
    assertThatThrownBy(() -> faults.throwIfAny(IllegalStateException::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Wrong configuration. " + String.join(" ", faults.all()));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT-1S, -1s",
    "PT0.15S, 150ms",
    "PT1.5S, 1.5s",
    "PT90S, 1m30s",
    "PT24H, 24h",
    "PT36H, 36h",
    "PT168H, 7d",
    "PT0.0000001S, 0.0000001s",
  })
  void durationsAreWrittenAsTheyAreConfigured(Duration duration, String text) {
    // When
    faults.within("wait", duration, Duration.ofDays(3_650), Duration.ofDays(3_651));

    // Then
    assertThat(faults.all())
        .containsExactly("tidewire.x.wait must be from 3650d to 3651d, but is %s.".formatted(text));
  }

  @Test
  void boundsAreAllowed() {
    // When
    faults.within("size", 1, 1, 10);
    faults.within("size", 10, 1, 10);
    faults.within("wait", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
    faults.within("wait", Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(1));
    faults.atLeast("threads", 1, 1);

    // Then
    assertThat(faults.all()).isEmpty();
    assertThatCode(() -> faults.throwIfAny(IllegalStateException::new)).doesNotThrowAnyException();
  }
}
