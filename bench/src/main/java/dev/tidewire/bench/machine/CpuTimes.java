package dev.tidewire.bench.machine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** CPU time of each part since its start. */
public record CpuTimes(Map<Part, Duration> times) {
  /** Microseconds of CPU an item that each part used since {@code before}. */
  public Map<Part, Double> microsPerItemSince(CpuTimes before, long items) {
    Map<Part, Double> micros = new EnumMap<>(Part.class);
    times.forEach(
        (part, now) -> {
          Duration used = now.minus(before.times.getOrDefault(part, Duration.ZERO));
          micros.put(part, used.toNanos() / 1e3 / items);
        });
    return micros;
  }
}
