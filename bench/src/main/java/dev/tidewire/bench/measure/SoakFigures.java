package dev.tidewire.bench.measure;

import dev.tidewire.bench.machine.Part;
import java.util.List;
import java.util.Map;

/**
 * What is alive in the services' heaps after each minute of full load.
 *
 * @param liveBytes bytes after a full collection, one for each minute, by service
 * @param readings how many were stored meanwhile
 */
public record SoakFigures(Map<Part, List<Long>> liveBytes, long readings) {
  private static final long TOLERATED_BYTES = 4 << 20;

  /** From the first minute, when caches are filled, to the last. */
  public long growthBytes(Part service) {
    List<Long> live = liveBytes.getOrDefault(service, List.of());
    return live.isEmpty() ? 0 : live.get(live.size() - 1) - live.get(0);
  }

  /** Whether no service's heap has grown by more than what comes and goes. */
  public boolean isSteady() {
    return liveBytes.keySet().stream().allMatch(part -> growthBytes(part) <= TOLERATED_BYTES);
  }
}
