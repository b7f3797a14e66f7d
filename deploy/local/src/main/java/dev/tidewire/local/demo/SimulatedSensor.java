package dev.tidewire.local.demo;

import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** One sensor that measures one quantity. */
final class SimulatedSensor {
  private final String name;
  private final String metric;
  private final String unit;
  private final String site;
  private final Signal signal;
  private final RandomGenerator random;
  private double offset;

  SimulatedSensor(
      String name, String metric, String unit, String site, Signal signal, RandomGenerator random) {
    this.name = name;
    this.metric = metric;
    this.unit = unit;
    this.site = site;
    this.signal = signal;
    this.random = random;
  }

  /** The next reading, as JSON. */
  String read(Instant time) {
    offset = signal.wander(offset, random);
    return String.format(
        Locale.ROOT,
        "{\"sensor\":\"%s\",\"metric\":\"%s\",\"time\":\"%s\",\"value\":%s,\"unit\":\"%s\","
            + "\"tags\":{\"site\":\"%s\"}}",
        name,
        metric,
        time,
        signal.value(time, offset, random),
        unit,
        site);
  }
}
