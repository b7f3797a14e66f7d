package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.config.ConfigFaults;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityCheckTest {
  @Test
  void aModeHasToBeChosen() {
    assertThat(faults(Map.of()))
        .singleElement()
        .asString()
        .startsWith("tidewire.security.mode is not set.")
        .contains("`none`");
  }

  @Test
  void aChosenModeIsNoFault() {
    assertThat(faults(Map.of("tidewire.security.mode", "none"))).isEmpty();
  }

  private static List<String> faults(Map<String, String> settings) {
    ConfigFaults faults = new ConfigFaults("");
    SecurityCheck.check(
        new SmallRyeConfigBuilder()
            .withMapping(SecurityConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build()
            .getConfigMapping(SecurityConfig.class),
        faults);
    return faults.all();
  }
}
