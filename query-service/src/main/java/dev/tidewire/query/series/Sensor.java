package dev.tidewire.query.series;

import java.util.List;

/** A sensor and the metrics it measures, in the order of their names. */
public record Sensor(String name, List<String> metrics) {
  /** Keeps the metrics as they are. */
  public Sensor {
    metrics = List.copyOf(metrics);
  }
}
