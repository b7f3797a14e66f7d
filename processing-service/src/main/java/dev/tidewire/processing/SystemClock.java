package dev.tidewire.processing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock of the service. Tests give their own to the classes that need one. */
@Singleton
final class SystemClock {
  @Produces
  @Singleton
  static Clock clock() {
    return Clock.systemUTC();
  }
}
