package dev.tidewire.query;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start with settings that cannot be meant, and names all of them. */
@Singleton
final class StartupCheck {
  private final QueryConfig query;
  private final SecurityConfig security;
  private final List<String> violations = new ArrayList<>();

  StartupCheck(QueryConfig query, SecurityConfig security) {
    this.query = query;
    this.security = security;
  }

  void check(@Observes StartupEvent start) {
    checkSecurity();
    within("page.max-size", query.page().maxSize(), 1, 100_000);
    within("page.default-size", query.page().defaultSize(), 1, query.page().maxSize());
    within("stream.fetch-size", query.stream().fetchSize(), 100, 10_000);
    within("stream.max-concurrent", query.stream().maxConcurrent(), 1, 1_000);
    within("max-series", query.maxSeries(), 1, 10_000);
    within("series-cache.ttl", query.seriesCache().ttl(), Duration.ZERO, Duration.ofHours(1));
    within("series-cache.max-size", query.seriesCache().maxSize(), 0, 10_000_000);
    Duration deadline = query.database().deadline();
    within("database.deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(1));
    within("database.max-waiting", query.database().maxWaiting(), 1, 10_000);
    if (!violations.isEmpty()) {
      throw new IllegalStateException("Wrong configuration. " + String.join(" ", violations));
    }
  }

  private void checkSecurity() {
    if (security.mode().isEmpty()) {
      violations.add(
          "tidewire.security.mode is not set. Set it to `none` when the network protects this"
              + " service: it then answers everyone who can reach it.");
    }
  }

  private void within(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      violations.add(
          "tidewire.query.%s must be from %s to %s, but is %s.".formatted(key, min, max, value));
    }
  }

  private void within(String key, long value, long min, long max) {
    if (value < min || value > max) {
      violations.add(
          "tidewire.query.%s must be from %d to %d, but is %d.".formatted(key, min, max, value));
    }
  }
}
