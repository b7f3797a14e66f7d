package dev.tidewire.processing.simulation;

import dev.tidewire.processing.ProcessingConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The configuration of a simulated process. */
public final class SimulatedConfig {
  private SimulatedConfig() {}

  /** The defaults, except for the maximum rows per statement. */
  public static ProcessingConfig ofMaxReadings(int maxReadings) {
    return with("max-readings", Integer.toString(maxReadings));
  }

  /** The defaults, except for the retention. */
  public static ProcessingConfig ofRetention(Duration retention) {
    return with("retention", retention.toString());
  }

  /** The defaults, except for the time-out of an attempt. */
  public static ProcessingConfig ofTimeout(Duration timeout) {
    return with("store.timeout", timeout.toString());
  }

  private static ProcessingConfig with(String key, String value) {
    return new SmallRyeConfigBuilder()
        .withMapping(ProcessingConfig.class)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withConverter(MemorySize.class, 100, new MemorySizeConverter())
        .withDefaultValue("tidewire.processing." + key, value)
        .withDefaultValue("tidewire.processing.stuck-after", "30s")
        .build()
        .getConfigMapping(ProcessingConfig.class);
  }
}
