package dev.tidewire.ingest;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Checks the configuration before anything starts, and tells the time. */
@Startup
@Singleton
class IngestWiring {
  @Inject
  IngestWiring(IngestConfig ingest, SecurityConfig security) {
    List<String> faults = ConfigCheck.faults(ingest, security);
    if (!faults.isEmpty()) {
      throw new ConfigurationException(String.join(" ", faults));
    }
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
