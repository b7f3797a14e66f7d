package dev.tidewire.processing;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start with settings that cannot be meant, and names all of them. */
@Singleton
final class ConfigCheck {
  private final ProcessingConfig config;
  private final SecurityConfig security;
  private final List<String> faults = new ArrayList<>();

  ConfigCheck(ProcessingConfig config, SecurityConfig security) {
    this.config = config;
    this.security = security;
  }

  /** First of all: nothing is consumed under a wrong configuration. */
  void check(@Observes @Priority(1) StartupEvent starting) {
    if (security.mode().isEmpty()) {
      faults.add(
          "tidewire.security.mode is not set. Set it to `none` when the network protects this"
              + " service: it then answers everyone who can reach it.");
    }
    within("concurrency", config.concurrency(), 1, 12);
    within("max-rows", config.maxRows(), 1, 100_000);
    within("series-cache-size", config.seriesCacheSize(), 1, 10_000_000);
    within("stuck-after", config.stuckAfter(), Duration.ofSeconds(1), Duration.ofDays(1));
    within("drain-timeout", config.drainTimeout(), Duration.ZERO, Duration.ofSeconds(15));
    checkInstanceId();
    checkTimePartitions(config.timePartitions());
    Duration longest = Duration.ofMinutes(10);
    within("store.timeout", config.store().timeout(), Duration.ofMillis(500), longest);
    within("store.breaker-delay", config.store().breakerDelay(), Duration.ofMillis(1), longest);
    within("store.backoff-base", config.store().backoffBase(), Duration.ofMillis(1), longest);
    within("store.backoff-max", config.store().backoffMax(), Duration.ofMillis(1), longest);
    checkDeadLetters();
    if (!faults.isEmpty()) {
      throw new ConfigurationException("Wrong configuration. " + String.join(" ", faults));
    }
  }

  private void checkInstanceId() {
    if (!config.instanceId().orElse("none").matches("[A-Za-z0-9._-]{1,200}")) {
      faults.add(
          "tidewire.processing.instance-id must be 1 to 200 letters, digits, dots, hyphens or"
              + " underscores.");
    }
  }

  private void checkTimePartitions(ProcessingConfig.TimePartitions partitions) {
    within("time-partitions.ahead", partitions.ahead(), 1, 100);
    Duration length = partitions.length();
    within("time-partitions.length", length, Duration.ofHours(1), Duration.ofDays(366));
    if (!length.equals(Duration.ofHours(length.toHours()))) {
      faults.add(
          "tidewire.processing.time-partitions.length must be whole hours, but is %s."
              .formatted(length));
    }
  }

  private void checkDeadLetters() {
    ProcessingConfig.DeadLetters letters = config.deadLetters();
    within("dead-letters.max-attempts", letters.maxAttempts(), 1, 1_000);
    within("dead-letters.max-rate-per-second", letters.maxRatePerSecond(), 1, 100_000);
    within("dead-letters.rate-per-second", letters.ratePerSecond(), 1, letters.maxRatePerSecond());
    Duration deadline = letters.deadline();
    within("dead-letters.deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(1));
  }

  private void within(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      faults.add(
          "tidewire.processing.%s must be from %s to %s, but is %s."
              .formatted(key, min, max, value));
    }
  }

  private void within(String key, long value, long min, long max) {
    if (value < min || value > max) {
      faults.add(
          "tidewire.processing.%s must be from %d to %d, but is %d."
              .formatted(key, min, max, value));
    }
  }
}
