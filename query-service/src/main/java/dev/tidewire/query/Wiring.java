package dev.tidewire.query;

import dev.tidewire.query.request.Limits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what the pure core needs from outside. */
final class Wiring {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Limits limits(QueryConfig config) {
    return new Limits(config.page().defaultSize(), config.page().maxSize(), config.maxSeries());
  }
}
