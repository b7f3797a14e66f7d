package dev.tidewire.processing.pipeline;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** The id of the readings topic. A topic that is deleted and created again has another id. */
interface TopicIdentity {
  /** The id as last reported; waits for the broker before its first report. */
  Uni<UUID> get();

  /** The id as the broker reports it now; waits for the broker as long as necessary. */
  Uni<UUID> ask();
}
