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
import java.util.Optional;

/** Refuses to start with settings that cannot be meant, and names all of them. */
@Singleton
final class ConfigCheck {
  /** First of all, so that nothing starts under a wrong configuration. */
  void check(
      @Observes @Priority(1) StartupEvent starting,
      ProcessingConfig config,
      SecurityConfig security) {
    faults(config, security).throwIfAny(ConfigurationException::new);
  }

  static ConfigFaults faults(ProcessingConfig config, SecurityConfig security) {
    ConfigFaults faults = new ConfigFaults("tidewire.processing.");
    SecurityCheck.check(security, faults);
    faults.within("concurrency", config.concurrency(), 1, 12);
    faults.within("max-readings", config.maxReadings(), 1, 100_000);
    faults.within("series-cache", config.seriesCache().asLongValue(), 1 << 16, 1 << 30);
    faults.within("stuck-after", config.stuckAfter(), Duration.ofSeconds(1), Duration.ofDays(1));
    faults.within("drain-timeout", config.drainTimeout(), Duration.ZERO, Duration.ofSeconds(15));
    checkInstanceId(config.instanceId(), faults);
    Duration day = Duration.ofDays(1);
    faults.within("retention", config.retention().orElse(day), day, Duration.ofDays(36_525));
    checkTimePartitions(config.timePartitions(), faults);
    checkStore(config.store(), faults);
    checkMerge(config.merge(), faults);
    checkDeadLetters(config.deadLetters(), faults);
    return faults;
  }

  private static void checkStore(ProcessingConfig.Store store, ConfigFaults faults) {
    Duration least = Duration.ofMillis(1);
    Duration longest = Duration.ofMinutes(10);
    faults.within("store.timeout", store.timeout(), Duration.ofMillis(500), longest);
    faults.within("store.breaker-delay", store.breakerDelay(), least, longest);
    faults.within("store.backoff-max", store.backoffMax(), least, longest);
    faults.within("store.backoff-base", store.backoffBase(), least, store.backoffMax());
  }

  private static void checkInstanceId(Optional<String> instanceId, ConfigFaults faults) {
    if (!instanceId.orElse("none").matches("[A-Za-z0-9._-]{1,200}")) {
      faults.add(
          "tidewire.processing.instance-id must be 1 to 200 letters, digits, dots, hyphens or"
              + " underscores.");
    }
  }

  private static void checkTimePartitions(
      ProcessingConfig.TimePartitions partitions, ConfigFaults faults) {
    faults.within("time-partitions.ahead", partitions.ahead(), 1, 100);
    Duration length = partitions.length();
    faults.within("time-partitions.length", length, Duration.ofHours(1), Duration.ofDays(366));
    if (!length.equals(Duration.ofHours(length.toHours()))) {
      faults.add(
          "tidewire.processing.time-partitions.length must be whole hours, but is %s."
              .formatted(ConfigFaults.written(length)));
    }
  }

  private static void checkMerge(ProcessingConfig.Merge merge, ConfigFaults faults) {
    Duration second = Duration.ofSeconds(1);
    faults.within("merge.period", merge.period(), Duration.ofMillis(10), Duration.ofMinutes(10));
    faults.within("merge.gather-blocks", merge.gatherBlocks(), 2, 2_000);
    faults.within("merge.gather-age", merge.gatherAge(), second, Duration.ofDays(1));
    faults.within("merge.settle-readings", merge.settleReadings(), 1, 10_000);
    faults.within("merge.settle-age", merge.settleAge(), second, Duration.ofDays(7));
  }

  private static void checkDeadLetters(ProcessingConfig.DeadLetters letters, ConfigFaults faults) {
    faults.within("dead-letters.max-attempts", letters.maxAttempts(), 1, 1_000);
    faults.within("dead-letters.max-rate-per-second", letters.maxRatePerSecond(), 1, 100_000);
    faults.within(
        "dead-letters.rate-per-second", letters.ratePerSecond(), 1, letters.maxRatePerSecond());
    Duration deadline = letters.deadline();
    faults.within("dead-letters.deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(1));
  }
}
