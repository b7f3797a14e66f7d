package dev.tidewire.bench.store;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Cost;
import java.util.Map;
import java.util.Set;

/**
 * A round of readings that were stored.
 *
 * @param acknowledgedPerSecond readings that the client was told of
 * @param storedPerSecond readings that could be found
 * @param cpuMicros of a reading, by process
 * @param bytes of a reading, as far as they are known
 */
record StoreRound(
    double acknowledgedPerSecond,
    double storedPerSecond,
    Map<Part, Double> cpuMicros,
    Map<Cost, Double> bytes) {
  /** The tools of the measurement, which are no part of what is measured. */
  private static final Set<Part> TOOLS = Set.of(Part.LOAD, Part.SUPERVISOR);

  /** Microseconds of CPU a reading that a part used. */
  double cpu(Part part) {
    return cpuMicros.getOrDefault(part, 0.0);
  }

  /** Microseconds of CPU a reading that it took in all. */
  double totalCpu() {
    return cpuMicros.entrySet().stream()
        .filter(part -> !TOOLS.contains(part.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
