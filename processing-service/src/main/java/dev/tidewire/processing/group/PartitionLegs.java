package dev.tidewire.processing.group;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Where the consumers of this process read. */
public interface PartitionLegs {
  /** The legs of the topic's partitions that this process owns, by partition. */
  Map<Integer, Leg> legs(String topic);

  /** What the consumers of this process have passed behind the watermarks of the topic. */
  List<Passed> passed(String topic);

  /**
   * Sends the consumers of these partitions to their starts. A consumer that has begun another leg
   * since stays where it is.
   *
   * @return completes when every poll to come is of a new leg
   */
  Uni<Void> place(String topic, Map<Integer, LegStart> starts);
}
