package dev.tidewire.processing.pipeline;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/** A service that soon counts as stuck. One for all tests, because each profile starts another. */
public final class Impatient implements QuarkusTestProfile {
  public static final Duration STUCK_AFTER = Duration.ofSeconds(3);

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("tidewire.processing.stuck-after", STUCK_AFTER.toSeconds() + "s");
  }
}
