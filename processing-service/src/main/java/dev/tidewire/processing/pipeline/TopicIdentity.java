package dev.tidewire.processing.pipeline;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Which topic it is that goes by the name of the readings topic. */
interface TopicIdentity {
  /** As far as is known; waits for the broker if nothing is. */
  Uni<UUID> get();

  /** As the broker says now; waits for it as long as it must. */
  Uni<UUID> ask();
}
