package dev.tidewire.ingest;

import dev.tidewire.platform.config.ConfigFaults;
import dev.tidewire.platform.security.SecurityCheck;
import dev.tidewire.platform.security.SecurityConfig;
import java.time.Duration;

/** Checks the configuration beyond its types. */
final class ConfigCheck {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private ConfigCheck() {}

  static ConfigFaults faults(IngestConfig ingest, SecurityConfig security) {
    ConfigFaults faults = new ConfigFaults("tidewire.ingest.");
    long maxBody = ingest.maxBody().asLongValue();
    faults.within("max-body", maxBody, 1_024, 1L << 30);
    faults.within(
        "max-in-flight-bytes", ingest.maxInFlightBytes().asLongValue(), maxBody, 1L << 40);
    faults.atLeast("max-readings", ingest.maxReadings(), 1);
    faults.atLeast("max-in-flight-requests", ingest.maxInFlightRequests(), 1);
    faults.atLeast("parse-threads", ingest.parseThreads().orElse(1), 1);
    faults.within("body-timeout", ingest.bodyTimeout(), SECOND, Duration.ofHours(1));
    faults.within("max-wait", ingest.maxWait(), Duration.ofMillis(10), Duration.ofMinutes(1));
    faults.within("max-age", ingest.maxAge().orElse(SECOND), SECOND, Duration.ofDays(3_650_000));
    faults.within("max-future", ingest.maxFuture(), Duration.ZERO, Duration.ofDays(3_650));
    faults.within(
        "shutdown-timeout", ingest.shutdownTimeout(), Duration.ZERO, Duration.ofMinutes(5));
    SecurityCheck.check(security, faults);
    return faults;
  }
}
