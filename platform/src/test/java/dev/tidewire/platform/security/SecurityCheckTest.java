package dev.tidewire.platform.security;

import static dev.tidewire.platform.security.SecurityConfig.Mode.API_KEYS;
import static dev.tidewire.platform.security.SecurityConfig.Mode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.config.ConfigFaults;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityCheckTest {
  private static final Path FILE = Path.of("keys.json");

  @Test
  void aModeHasToBeChosen() {
    assertThat(faults(Settings.of()))
        .singleElement()
        .asString()
        .startsWith("tidewire.security.mode is not set.")
        .contains("`none`", "`api-keys`");
  }

  @Test
  void aChosenModeIsNoFault() {
    assertThat(faults(Settings.of(NONE))).isEmpty();
    assertThat(faults(Settings.of(API_KEYS).with(FILE))).isEmpty();
  }

  @Test
  void nobodyAndSomebodyExcludeEachOther() {
    assertThat(faults(Settings.of(NONE, API_KEYS).with(FILE)))
        .containsExactly(
            "tidewire.security.mode has `none` and another mode; it can have only one of both.");
  }

  @Test
  void keysAndTheirFileBelongTogether() {
    assertThat(faults(Settings.of(API_KEYS)))
        .containsExactly("tidewire.security.api-keys.file must be set with the mode `api-keys`.");
    assertThat(faults(Settings.of(NONE).with(FILE)))
        .containsExactly("tidewire.security.api-keys.file is set, but the mode is not `api-keys`.");
  }

  private static List<String> faults(SecurityConfig settings) {
    ConfigFaults faults = new ConfigFaults("");
    SecurityCheck.check(settings, faults);
    return faults.all();
  }
}
