package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.store.Outage;
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
  private final SimulatedHolds holds;
  private @Nullable UUID known;
  private long assignments;

  SimulatedTopic(Topic topic, SimulatedHolds holds, Bug bug) {
    this.holds = holds;
    this.topic = topic;
    this.bug = bug;
  }

  @Override
  public Uni<UUID> id() {
    UUID id = known;
    boolean isOld = assignments != holds.assignments(Topics.READINGS.topicName());
    return id == null || isOld ? askId() : Uni.createFrom().item(id);
  }

  @Override
  public Uni<UUID> askId() {
    UUID kept = known;
    if (kept != null && bug == Bug.KEEPS_THE_ID_OF_THE_TOPIC) {
      return Uni.createFrom().item(kept);
    }
    assignments = holds.assignments(Topics.READINGS.topicName());
    return Uni.createFrom().item(topic::id).invoke(id -> known = id);
  }

  @Override
  public Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions) {
    return Uni.createFrom()
        .item(() -> partitions.stream().collect(toMap(one -> one, this::boundsOf)));
  }

  private Bounds boundsOf(int partition) {
    boolean ignores = bug == Bug.LEAVES_OUT_WHAT_IS_BELOW_A_WATERMARK_BEYOND_THE_END;
    return new Bounds(topic.start(partition), ignores ? Long.MAX_VALUE : topic.end(partition));
  }

  @Override
  public Optional<Outage> outage() {
    return Optional.empty();
  }
}
