package dev.tidewire.processing;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Refuses to start with settings that cannot work, naming the first such key. */
@Singleton
@Startup
class ConfigCheck {
  ConfigCheck(ProcessingConfig config) {
    within("concurrency", config.concurrency(), 1, 12);
    within("max-rows", config.maxRows(), 1, 100_000);
    within("series-cache-size", config.seriesCacheSize(), 1, Integer.MAX_VALUE);
    within("time-partitions.ahead", config.timePartitions().ahead(), 1, 100);
    within("store.timeout", config.store().timeout().toMillis(), 500, 600_000);
    within("store.breaker-delay", config.store().breakerDelay().toMillis(), 1, 600_000);
    within("store.backoff-base", config.store().backoffBase().toMillis(), 1, 600_000);
    within("store.backoff-max", config.store().backoffMax().toMillis(), 1, 600_000);
    Duration length = config.timePartitions().length();
    within("time-partitions.length in hours", length.toHours(), 1, 366 * 24);
    if (!length.equals(Duration.ofHours(length.toHours()))) {
      throw new ConfigurationException(
          "tidewire.processing.time-partitions.length must be whole hours, but is " + length);
    }
  }

  private static void within(String key, long value, long min, long max) {
    if (value < min || value > max) {
      throw new ConfigurationException(
          "tidewire.processing.%s must be from %d to %d, but is %d"
              .formatted(key, min, max, value));
    }
  }
}
