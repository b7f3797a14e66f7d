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
   * The id as the broker reports it now. A topic that is deleted and created again has another id.
   */
  Uni<UUID> id();

  /**
   * The bounds of those of these partitions that exist now: a topic that was created again may have
   * fewer.
   */
  Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions);

  /** Since when the broker does not answer these questions, if it does not. */
  Optional<Outage> outage();
}
