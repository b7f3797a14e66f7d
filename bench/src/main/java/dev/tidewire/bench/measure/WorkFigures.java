package dev.tidewire.bench.measure;

import dev.tidewire.bench.machine.Part;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What it took to bring many readings somewhere.
 *
 * @param perSecond readings a second, from the first request to the last one done
 * @param cpuMicros microseconds of CPU a reading, by whom
 */
public record WorkFigures(double perSecond, Map<Part, Double> cpuMicros) {
  /** The median of each figure. */
  static WorkFigures median(List<WorkFigures> rounds) {
    Map<Part, Double> cpu = new EnumMap<>(Part.class);
    for (Part part : rounds.get(0).cpuMicros.keySet()) {
      cpu.put(part, Median.of(rounds, round -> round.cpu(part)));
    }
    return new WorkFigures(Median.of(rounds, WorkFigures::perSecond), cpu);
  }

  /** The same with the CPU of these parts alone. */
  WorkFigures only(Part... parts) {
    Map<Part, Double> cpu = new EnumMap<>(cpuMicros);
    cpu.keySet().retainAll(List.of(parts));
    return new WorkFigures(perSecond, cpu);
  }

  /** Microseconds of CPU a reading that a part used. */
  public double cpu(Part part) {
    return cpuMicros.getOrDefault(part, 0.0);
  }

  /** Microseconds of CPU a reading that all parts used. */
  public double totalCpu() {
    return cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
