package dev.tidewire.processing.simulation;

import dev.tidewire.processing.ProcessingConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The configuration of a simulated process. */
public final class SimulatedConfig {
  private SimulatedConfig() {}

  /** The defaults, except for the maximum rows per statement. */
  public static ProcessingConfig ofMaxReadings(int maxReadings) {
    return new SmallRyeConfigBuilder()
        .withMapping(ProcessingConfig.class)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValue("tidewire.processing.max-readings", Integer.toString(maxReadings))
        .withDefaultValue("tidewire.processing.series-cache-size", "1000")
        .withDefaultValue("tidewire.processing.stuck-after", "30s")
        .build()
        .getConfigMapping(ProcessingConfig.class);
  }
}
