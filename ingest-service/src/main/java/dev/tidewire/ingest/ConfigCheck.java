package dev.tidewire.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks the configuration beyond its types. */
final class ConfigCheck {
  private static final String PREFIX = "tidewire.ingest.";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> faults = new ArrayList<>();

  private ConfigCheck() {}

  /** All that is wrong, each in a sentence that names the key. */
  static List<String> faults(IngestConfig ingest, SecurityConfig security) {
    ConfigCheck check = new ConfigCheck();
    long maxBody = ingest.maxBody().asLongValue();
    check.bytes("max-body", maxBody, 1_024, 1L << 30);
    check.bytes("max-in-flight-bytes", ingest.maxInFlightBytes().asLongValue(), maxBody, 1L << 40);
    check.atLeastOne("max-readings", ingest.maxReadings());
    check.atLeastOne("max-in-flight-requests", ingest.maxInFlightRequests());
    check.atLeastOne("parse-threads", ingest.parseThreads().orElse(1));
    check.duration("body-timeout", ingest.bodyTimeout(), SECOND, Duration.ofHours(1));
    check.duration("max-wait", ingest.maxWait(), Duration.ofMillis(10), Duration.ofMinutes(1));
    check.duration("max-age", ingest.maxAge().orElse(SECOND), SECOND, Duration.ofDays(3_650_000));
    check.duration("max-future", ingest.maxFuture(), Duration.ZERO, Duration.ofDays(3_650));
    check.duration(
        "shutdown-timeout", ingest.shutdownTimeout(), Duration.ZERO, Duration.ofMinutes(5));
    if (security.mode().isEmpty()) {
      check.faults.add(
          "tidewire.security.mode must be chosen; the only mode so far is none: no authentication,"
              + " the network protects the service.");
    }
    return check.faults;
  }

  private void bytes(String key, long bytes, long min, long max) {
    if (bytes < min || bytes > max) {
      faults.add(
          "%s%s must be from %d to %d bytes, but is %d.".formatted(PREFIX, key, min, max, bytes));
    }
  }

  private void atLeastOne(String key, int number) {
    if (number < 1) {
      faults.add("%s%s must be at least 1, but is %d.".formatted(PREFIX, key, number));
    }
  }

  private void duration(String key, Duration duration, Duration min, Duration max) {
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      faults.add(
          "%s%s must be from %s to %s, but is %s.".formatted(PREFIX, key, min, max, duration));
    }
  }
}
