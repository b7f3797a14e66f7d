package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.config.ConfigFaults;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecurityCheckTest {
  @Test
  void aModeHasToBeChosen() {
    assertThat(faults(Optional.empty()))
        .singleElement()
        .asString()
        .startsWith("tidewire.security.mode is not set.")
        .contains("`none`");
  }

  @Test
  void aChosenModeIsNoFault() {
    assertThat(faults(Optional.of(SecurityConfig.Mode.NONE))).isEmpty();
  }

  private static List<String> faults(Optional<SecurityConfig.Mode> mode) {
    ConfigFaults faults = new ConfigFaults("");
    SecurityCheck.check(() -> mode, faults);
    return faults.all();
  }
}
