package dev.tidewire.processing.pipeline;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** A topic that is never created again. */
final class SimulatedTopicIdentity implements TopicIdentity {
  private static final UUID ID = new UUID(0, 1);

  @Override
  public Uni<UUID> get() {
    return Uni.createFrom().item(ID);
  }

  @Override
  public Uni<UUID> ask() {
    return get();
  }
}
