package dev.tidewire.ingest;

import dev.tidewire.ingest.fairness.Limit;
import dev.tidewire.platform.config.ConfigFaults;
import dev.tidewire.platform.security.SecurityCheck;
import dev.tidewire.platform.security.SecurityConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Refuses to start with settings that cannot be meant, and names all of them. */
@Singleton
final class ConfigCheck {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant MIN_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant MAX_TIME = Instant.parse("9999-12-31T00:00:00Z");

  /** First of all, so that nothing starts under a wrong configuration. */
  void check(
      @Observes @Priority(1) StartupEvent starting, IngestConfig config, SecurityConfig security) {
    faults(config, security).throwIfAny(ConfigurationException::new);
  }

  static ConfigFaults faults(IngestConfig config, SecurityConfig security) {
    ConfigFaults faults = new ConfigFaults("tidewire.ingest.");
    long maxBody = config.maxBody().asLongValue();
    faults.within("max-body", maxBody, 1_024, 1L << 30);
    faults.within(
        "max-in-flight-bytes", config.maxInFlightBytes().asLongValue(), maxBody, 1L << 40);
    faults.atLeast("max-readings", config.maxReadings(), 1);
    faults.atLeast("max-in-flight-requests", config.maxInFlightRequests(), 1);
    faults.atLeast("parse-threads", config.parseThreads().orElse(1), 1);
    faults.within("body-timeout", config.bodyTimeout(), SECOND, Duration.ofHours(1));
    faults.within("max-wait", config.maxWait(), Duration.ofMillis(10), Duration.ofMinutes(1));
    checkMinTime(config.minTime(), faults);
    faults.within("max-age", config.maxAge().orElse(SECOND), SECOND, Duration.ofDays(3_650_000));
    faults.within("max-future", config.maxFuture(), Duration.ZERO, Duration.ofDays(3_650));
    faults.within("max-store-wait", config.maxStoreWait(), Duration.ZERO, Duration.ofSeconds(20));
    faults.within("max-store-waits", config.maxStoreWaits(), 0, 100_000);
    checkLimit("limit.client", config.limit().client(), faults);
    checkLimit("limit.sensor", config.limit().sensor(), faults);
    checkKeys(config.idempotency(), faults);
    faults.within(
        "shutdown-timeout", config.shutdownTimeout(), Duration.ZERO, Duration.ofMinutes(5));
    SecurityCheck.check(security, faults);
    return faults;
  }

  private static void checkKeys(IngestConfig.Idempotency keys, ConfigFaults faults) {
    faults.within("idempotency.keep", keys.keep(), Duration.ofMinutes(1), Duration.ofDays(7));
    faults.within("idempotency.max-bytes", keys.maxBytes().asLongValue(), 65_536, 1L << 30);
    faults.within("idempotency.lease", keys.lease(), SECOND, Duration.ofHours(1));
  }

  private static void checkLimit(String name, IngestConfig.Rate rate, ConfigFaults faults) {
    int perSecond = rate.readingsPerSecond().orElse(1);
    faults.within(name + ".readings-per-second", perSecond, 1, Limit.MOST / 10);
    if (rate.burst().isPresent()) {
      int burst = rate.burst().getAsInt();
      faults.within(name + ".burst", burst, 1, Limit.MOST);
      if (burst >= 1 && burst < perSecond) {
        faults.add(
            "tidewire.ingest.%1$s.burst is %2$d, but must be at least tidewire.ingest.%1$s.readings-per-second, which is %3$d."
                .formatted(name, burst, perSecond));
      }
      if (rate.readingsPerSecond().isEmpty()) {
        faults.add(
            "tidewire.ingest.%s.burst is set, but tidewire.ingest.%s.readings-per-second is not."
                .formatted(name, name));
      }
    }
  }

  private static void checkMinTime(Instant minTime, ConfigFaults faults) {
    if (minTime.isBefore(MIN_TIME) || minTime.isAfter(MAX_TIME)) {
      faults.add(
          "tidewire.ingest.min-time must be from %s to %s, but is %s."
              .formatted(MIN_TIME, MAX_TIME, minTime));
    }
  }
}
