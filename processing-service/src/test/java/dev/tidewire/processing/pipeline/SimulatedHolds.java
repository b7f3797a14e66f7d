package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.group.PartitionHolds;
import java.util.HashSet;
import java.util.Set;

/** The partitions that a simulated consumer holds until they are assigned anew. */
final class SimulatedHolds implements PartitionHolds {
  private final Set<Integer> held = new HashSet<>();

  @Override
  public void hold(String topic, int partition) {
    held.add(partition);
  }

  @Override
  public Set<Integer> held(String topic) {
    return Set.copyOf(held);
  }

  boolean isHeld(int partition) {
    return held.contains(partition);
  }

  /** The partition is assigned. */
  void release(int partition) {
    held.remove(partition);
  }
}
