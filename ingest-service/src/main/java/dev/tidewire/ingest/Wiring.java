package dev.tidewire.ingest;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes what the pure core needs from outside. */
final class Wiring {
  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
