package dev.tidewire.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
            "tidewire.x.wait must be from PT0S to PT1M, but is PT2M.",
            "tidewire.x.threads must be at least 1, but is 0.",
            "tidewire.y must be chosen.");
    assertThatThrownBy(() -> faults.throwIfAny(IllegalStateException::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Wrong configuration. " + String.join(" ", faults.all()));
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
