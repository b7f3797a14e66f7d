package dev.tidewire.ingest;

import dev.tidewire.platform.security.SecurityConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Checks the configuration before anything starts, and provides the clock. */
@Startup
@Singleton
class IngestWiring {
  @Inject
  IngestWiring(IngestConfig ingest, SecurityConfig security) {
    ConfigCheck.faults(ingest, security).throwIfAny(ConfigurationException::new);
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
