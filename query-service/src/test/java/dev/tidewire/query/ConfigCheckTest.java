package dev.tidewire.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.security.SecurityConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {
  @Test
  void theDefaultsAreGood() {
    assertThat(faults(Map.of())).isEmpty();
  }

  @Test
  void demandsThatSecurityIsChosen() {
    assertThat(faults(Map.of("tidewire.security.mode", "")))
        .singleElement()
        .asString()
        .contains("tidewire.security.mode is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "tidewire.query.page.max-size, 0",
    "tidewire.query.page.max-size, 100001",
    "tidewire.query.page.default-size, 10001",
    "tidewire.query.stream.fetch-size, 99",
    "tidewire.query.stream.max-concurrent, 0",
    "tidewire.query.stream.max-concurrent, 1001",
    "tidewire.query.max-series, 0",
    "tidewire.query.series-cache.ttl, PT-1S",
    "tidewire.query.series-cache.max-size, -1",
    "tidewire.query.database.deadline, PT61S",
    "tidewire.query.database.max-waiting, 0",
  })
  void namesTheKeyThatIsOutOfItsBounds(String key, String value) {
    assertThat(faults(Map.of(key, value))).first().asString().startsWith(key + " must be from ");
  }

  private static List<String> faults(Map<String, String> changes) {
    Map<String, String> values = new HashMap<>(Map.of("tidewire.security.mode", "none"));
    values.putAll(changes);
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(QueryConfig.class)
            .withMapping(SecurityConfig.class)
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .build();
    return ConfigCheck.faults(
            config.getConfigMapping(QueryConfig.class),
            config.getConfigMapping(SecurityConfig.class))
        .all();
  }
}
