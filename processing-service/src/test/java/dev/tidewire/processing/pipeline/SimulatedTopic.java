package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.topic.ReadingsTopic;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A topic that is never created again, and that its broker always tells about. */
record SimulatedTopic(Topic topic, Bug bug) implements ReadingsTopic {
  private static final UUID ID = new UUID(0, 1);

  @Override
  public Uni<UUID> id() {
    return Uni.createFrom().item(ID);
  }

  @Override
  public Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions) {
    return Uni.createFrom()
        .item(() -> partitions.stream().collect(toMap(one -> one, this::boundsOf)));
  }

  private Bounds boundsOf(int partition) {
    boolean ignores = bug == Bug.LEAVES_OUT_WHAT_IS_BELOW_A_WATERMARK_BEYOND_THE_END;
    return new Bounds(0, ignores ? Long.MAX_VALUE : topic.end(partition));
  }

  @Override
  public Optional<Outage> outage() {
    return Optional.empty();
  }
}
