package dev.tidewire.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.platform.security.SecurityConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupCheckTest {
  @Test
  void withoutAModeOfSecurityItDoesNotStart() {
    assertThatThrownBy(() -> start(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tidewire.security.mode is not set")
        .hasMessageContaining("`none`");
  }

  @Test
  void theDefaultsAreWithinTheBounds() {
    assertThatCode(() -> start(Map.of("tidewire.security.mode", "none")))
        .doesNotThrowAnyException();
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
  void aValueOutsideItsBoundsIsNamed(String key, String value) {
    assertThatThrownBy(() -> start(Map.of("tidewire.security.mode", "none", key, value)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(key + " must be from ");
  }

  private static void start(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(QueryConfig.class)
            .withMapping(SecurityConfig.class)
            .withSources(new PropertiesConfigSource(new HashMap<>(settings), "test", 100))
            .build();
    new StartupCheck(
            config.getConfigMapping(QueryConfig.class),
            config.getConfigMapping(SecurityConfig.class))
        .check(new StartupEvent());
  }
}
