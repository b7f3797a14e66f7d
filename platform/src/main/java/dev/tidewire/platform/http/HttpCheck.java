package dev.tidewire.platform.http;

import dev.tidewire.platform.config.ConfigFaults;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Ends the start of a service whose HTTP cannot work as it is configured. */
@Singleton
final class HttpCheck {
  private static final Duration SHORTEST_HEAD = Duration.ofSeconds(1);
  private static final Duration LONGEST_HEAD = Duration.ofHours(1);
  private static final Duration LONGEST_FAREWELL = Duration.ofMinutes(10);

  void check(@Observes @Priority(1) StartupEvent starting, HttpConfig config) {
    faults(config).throwIfAny(ConfigurationException::new);
  }

  static ConfigFaults faults(HttpConfig config) {
    ConfigFaults faults = new ConfigFaults("tidewire.http.");
    faults.atLeast("max-streams", config.maxStreams(), 1);
    config
        .maxConnectionsPerClient()
        .ifPresent(most -> faults.atLeast("max-connections-per-client", most, 1));
    faults.within("head-timeout", config.headTimeout(), SHORTEST_HEAD, LONGEST_HEAD);
    faults.within("farewell", config.farewell(), Duration.ZERO, LONGEST_FAREWELL);
    return faults;
  }
}
