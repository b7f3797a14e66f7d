package dev.tidewire.query;

import dev.tidewire.platform.config.ConfigFaults;
import dev.tidewire.platform.security.SecurityCheck;
import dev.tidewire.platform.security.SecurityConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Refuses to start with settings outside their bounds, and names all of them. */
@Singleton
final class StartupCheck {
  private final QueryConfig query;
  private final SecurityConfig security;

  StartupCheck(QueryConfig query, SecurityConfig security) {
    this.query = query;
    this.security = security;
  }

  void check(@Observes StartupEvent start) {
    ConfigFaults faults = new ConfigFaults("tidewire.query.");
    SecurityCheck.check(security, faults);
    faults.within("page.max-size", query.page().maxSize(), 1, 100_000);
    faults.within("page.default-size", query.page().defaultSize(), 1, query.page().maxSize());
    faults.within("stream.fetch-size", query.stream().fetchSize(), 100, 10_000);
    faults.within("stream.max-concurrent", query.stream().maxConcurrent(), 1, 1_000);
    faults.within("max-series", query.maxSeries(), 1, 10_000);
    faults.within(
        "series-cache.ttl", query.seriesCache().ttl(), Duration.ZERO, Duration.ofHours(1));
    faults.within("series-cache.max-size", query.seriesCache().maxSize(), 0, 10_000_000);
    Duration deadline = query.database().deadline();
    faults.within("database.deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(1));
    faults.within("database.max-waiting", query.database().maxWaiting(), 1, 10_000);
    faults.throwIfAny(IllegalStateException::new);
  }
}
