package dev.tidewire.processing;

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
  private final ProcessingConfig config;
  private final SecurityConfig security;
  private final ConfigFaults faults = new ConfigFaults("tidewire.processing.");

  ConfigCheck(ProcessingConfig config, SecurityConfig security) {
    this.config = config;
    this.security = security;
  }

  /** First of all: nothing is consumed under a wrong configuration. */
  void check(@Observes @Priority(1) StartupEvent starting) {
    SecurityCheck.check(security, faults);
    faults.within("concurrency", config.concurrency(), 1, 12);
    faults.within("max-rows", config.maxRows(), 1, 100_000);
    faults.within("series-cache-size", config.seriesCacheSize(), 1, 10_000_000);
    faults.within("stuck-after", config.stuckAfter(), Duration.ofSeconds(1), Duration.ofDays(1));
    faults.within("drain-timeout", config.drainTimeout(), Duration.ZERO, Duration.ofSeconds(15));
    checkInstanceId();
    checkTimePartitions(config.timePartitions());
    Duration longest = Duration.ofMinutes(10);
    faults.within("store.timeout", config.store().timeout(), Duration.ofMillis(500), longest);
    faults.within(
        "store.breaker-delay", config.store().breakerDelay(), Duration.ofMillis(1), longest);
    faults.within(
        "store.backoff-base", config.store().backoffBase(), Duration.ofMillis(1), longest);
    faults.within("store.backoff-max", config.store().backoffMax(), Duration.ofMillis(1), longest);
    checkDeadLetters();
    faults.throwIfAny(ConfigurationException::new);
  }

  private void checkInstanceId() {
    if (!config.instanceId().orElse("none").matches("[A-Za-z0-9._-]{1,200}")) {
      faults.add(
          "tidewire.processing.instance-id must be 1 to 200 letters, digits, dots, hyphens or"
              + " underscores.");
    }
  }

  private void checkTimePartitions(ProcessingConfig.TimePartitions partitions) {
    faults.within("time-partitions.ahead", partitions.ahead(), 1, 100);
    Duration length = partitions.length();
    faults.within("time-partitions.length", length, Duration.ofHours(1), Duration.ofDays(366));
    if (!length.equals(Duration.ofHours(length.toHours()))) {
      faults.add(
          "tidewire.processing.time-partitions.length must be whole hours, but is %s."
              .formatted(length));
    }
  }

  private void checkDeadLetters() {
    ProcessingConfig.DeadLetters letters = config.deadLetters();
    faults.within("dead-letters.max-attempts", letters.maxAttempts(), 1, 1_000);
    faults.within("dead-letters.max-rate-per-second", letters.maxRatePerSecond(), 1, 100_000);
    faults.within(
        "dead-letters.rate-per-second", letters.ratePerSecond(), 1, letters.maxRatePerSecond());
    Duration deadline = letters.deadline();
    faults.within("dead-letters.deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(1));
  }
}
