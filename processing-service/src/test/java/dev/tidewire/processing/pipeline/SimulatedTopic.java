package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.topic.Bounds;
import dev.tidewire.processing.topic.ReadingsTopic;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The topic as one process knows it. Its broker always tells about it. */
final class SimulatedTopic implements ReadingsTopic {
  private final Topic topic;
  private final Bug bug;
  private @Nullable UUID first;

  SimulatedTopic(Topic topic, Bug bug) {
    this.topic = topic;
    this.bug = bug;
  }

  @Override
  public Uni<UUID> id() {
    return Uni.createFrom().item(this::idNow);
  }

  private UUID idNow() {
    UUID now = topic.id();
    if (first == null) {
      first = now;
    }
    return bug == Bug.KEEPS_THE_ID_OF_THE_TOPIC ? first : now;
  }

  @Override
  public Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions) {
    return Uni.createFrom()
        .item(
            () ->
                partitions.stream()
                    .filter(one -> one < Topic.PARTITIONS)
                    .collect(toMap(one -> one, this::boundsOf)));
  }

  private Bounds boundsOf(int partition) {
    boolean ignores = bug == Bug.LEAVES_OUT_WHAT_IS_BELOW_A_WATERMARK_BEYOND_THE_END;
    long end = ignores ? Long.MAX_VALUE : topic.end(partition);
    return new Bounds(topic.start(partition), end, end);
  }

  @Override
  public Optional<Outage> outage() {
    return Optional.empty();
  }
}
