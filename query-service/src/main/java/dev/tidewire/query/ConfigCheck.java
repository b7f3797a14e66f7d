package dev.tidewire.query;

import dev.tidewire.platform.config.ConfigFaults;
import dev.tidewire.platform.security.SecurityCheck;
import dev.tidewire.platform.security.SecurityConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Refuses to start with settings that cannot be meant, and names all of them. */
@Singleton
final class ConfigCheck {
  /** First of all, so that nothing starts under a wrong configuration. */
  void check(
      @Observes @Priority(1) StartupEvent starting, QueryConfig config, SecurityConfig security) {
    faults(config, security).throwIfAny(ConfigurationException::new);
  }

  static ConfigFaults faults(QueryConfig config, SecurityConfig security) {
    ConfigFaults faults = new ConfigFaults("tidewire.query.");
    SecurityCheck.check(security, faults);
    faults.within("page.max-size", config.page().maxSize(), 1, 100_000);
    faults.within("page.default-size", config.page().defaultSize(), 1, config.page().maxSize());
    faults.within("page.max-unread", config.page().maxUnread().asLongValue(), 8 << 20, 1L << 40);
    faults.within("stream.fetch-size", config.stream().fetchSize(), 100, 10_000);
    faults.within("stream.max-concurrent", config.stream().maxConcurrent(), 1, 1_000);
    faults.within("max-series", config.maxSeries(), 1, 10_000);
    faults.within(
        "series-cache.ttl", config.seriesCache().ttl(), Duration.ZERO, Duration.ofHours(1));
    faults.within("series-cache.max-size", config.seriesCache().maxSize(), 0, 10_000_000);
    Duration deadline = config.database().deadline();
    faults.within("database.deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(1));
    faults.within("database.max-waiting", config.database().maxWaiting(), 1, 10_000);
    Duration longest = config.waiting().maxTime();
    faults.within("waiting.max-time", longest, Duration.ZERO, Duration.ofMinutes(1));
    faults.within("waiting.default-time", config.waiting().defaultTime(), Duration.ZERO, longest);
    faults.within("waiting.max-requests", config.waiting().maxRequests(), 0, 10_000);
    return faults;
  }
}
