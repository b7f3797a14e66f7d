package dev.tidewire.ingest;

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

  @ParameterizedTest
  @CsvSource({
    "max-body, 1",
    "max-body, 2G",
    "max-in-flight-bytes, 1M",
    "max-readings, 0",
    "max-in-flight-requests, 0",
    "parse-threads, 0",
    "body-timeout, 0s",
    "min-time, 0000-12-31T23:59:59Z",
    "max-age, 0s",
    "max-future, -1s",
    "limit.client.readings-per-second, 0",
    "limit.sensor.readings-per-second, 1000000000",
    "limit.sensor.burst, 0",
    "idempotency.keep, 8D",
    "idempotency.max-bytes, 1K",
    "idempotency.lease, 0s",
    "shutdown-timeout, 1h",
  })
  void namesTheKeyThatIsOutOfItsBounds(String key, String value) {
    assertThat(faults(Map.of("tidewire.ingest." + key, value)))
        .first()
        .asString()
        .startsWith("tidewire.ingest." + key + " must be ");
  }

  @Test
  void demandsThatABurstIsNoLessThanComesInASecond() {
    Map<String, String> client =
        Map.of(
            "tidewire.ingest.limit.client.readings-per-second", "100",
            "tidewire.ingest.limit.client.burst", "99");

    assertThat(faults(client))
        .singleElement()
        .asString()
        .isEqualTo(
            "tidewire.ingest.limit.client.burst is 99, but must be at least tidewire.ingest.limit.client.readings-per-second, which is 100.");
    assertThat(faults(Map.of("tidewire.ingest.limit.sensor.burst", "9")))
        .singleElement()
        .asString()
        .contains("burst is set", "readings-per-second is not");
  }

  @Test
  void demandsThatSecurityIsChosen() {
    assertThat(faults(Map.of("tidewire.security.mode", "")))
        .singleElement()
        .asString()
        .contains("tidewire.security.mode is not set");
  }

  private static List<String> faults(Map<String, String> changes) {
    Map<String, String> values = new HashMap<>(Map.of("tidewire.security.mode", "none"));
    values.putAll(changes);
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(IngestConfig.class)
            .withMapping(SecurityConfig.class)
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .build();
    return ConfigCheck.faults(
            config.getConfigMapping(IngestConfig.class),
            config.getConfigMapping(SecurityConfig.class))
        .all();
  }
}
