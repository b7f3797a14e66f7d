package dev.tidewire.processing.topic;

import dev.tidewire.processing.store.Outage;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The readings topic as the broker has it. Each question waits for the broker. */
public interface ReadingsTopic {
  /**
   * The offsets that the broker holds of a partition.
   *
   * @param first the first
   * @param end that the next record will get
   */
  record Bounds(long first, long end) {}

  /**
   * The id as the broker reports it now. A topic that is deleted and created again has another id.
   */
  Uni<UUID> id();

  /** The bounds of these partitions now. */
  Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions);

  /** Since when the broker does not answer these questions, if it does not. */
  Optional<Outage> outage();
}
