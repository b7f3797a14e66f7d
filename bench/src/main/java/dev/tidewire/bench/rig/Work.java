package dev.tidewire.bench.rig;

import dev.tidewire.bench.machine.Part;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What it took to bring readings somewhere.
 *
 * @param cpuMicros microseconds of CPU a reading, by process
 */
public record Work(double perSecond, Map<Part, Double> cpuMicros) {
  /** From the CPU time of each part at the start and at the end. */
  public static Work of(
      long readings, long nanos, Map<Part, Duration> before, Map<Part, Duration> after) {
    Map<Part, Double> micros = new EnumMap<>(Part.class);
    after.forEach(
        (part, now) -> {
          Duration used = now.minus(before.getOrDefault(part, Duration.ZERO));
          micros.put(part, used.toNanos() / 1e3 / readings);
        });
    return new Work(readings * 1e9 / nanos, micros);
  }

  /** Microseconds of CPU a reading that a part used. */
  public double cpu(Part part) {
    return cpuMicros.getOrDefault(part, 0.0);
  }
}
