package dev.tidewire.processing.group;

import java.util.Set;

/** Partitions of which nothing is committed, until they are assigned anew. */
public interface PartitionHolds {
  /** Holds a partition, if this process owns it. */
  void hold(String topic, int partition);

  /** The partitions of the topic that this process owns and holds. */
  Set<Integer> held(String topic);
}
