package dev.tidewire.processing.simulation;

import dev.tidewire.processing.ProcessingConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The configuration of a simulated process. */
public final class SimulatedConfig {
  private SimulatedConfig() {}

  /** The defaults, except for the maximum rows per statement. */
  public static ProcessingConfig ofMaxRows(int maxRows) {
    return new SmallRyeConfigBuilder()
        .withMapping(ProcessingConfig.class)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValue("tidewire.processing.max-rows", Integer.toString(maxRows))
        .withDefaultValue("tidewire.processing.series-cache-size", "1000")
        .withDefaultValue("tidewire.processing.stuck-after", "30s")
        .build()
        .getConfigMapping(ProcessingConfig.class);
  }
}
