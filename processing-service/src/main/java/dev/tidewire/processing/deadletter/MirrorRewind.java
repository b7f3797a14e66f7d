package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.Periodic;
import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.group.LegStart;
import dev.tidewire.processing.group.PartitionLegs;
import dev.tidewire.processing.topic.Bounds;
import dev.tidewire.processing.topic.Broker;
import dev.tidewire.processing.topic.GroupOffset;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Has the mirror read a dead-letter topic from its start that was deleted and created again, or has
 * lost its end. The consumer keeps its offsets when the new topic is there before it has missed the
 * old one, and would skip what the new one has before them. While no process runs, the group keeps
 * them: each tells the id of the topic that it is of.
 */
@ApplicationScoped
class MirrorRewind {
  private static final Logger LOG = Logger.getLogger(MirrorRewind.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Topics TOPIC = Topics.DEAD_LETTERS;

  private final Broker broker;
  private final PartitionLegs legs;
  private final String group;
  private final Periodic looks =
      new Periodic("Looking for a new dead-letter topic", PERIOD, this::look);

  MirrorRewind(
      Broker broker,
      @Identifier("tidewire") PartitionLegs legs,
      @ConfigProperty(name = "mp.messaging.incoming.dead-letters.group.id") String group) {
    this.broker = broker;
    this.legs = legs;
    this.group = group;
  }

  void start(@Observes StartupEvent started) {
    looks.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    looks.stop();
  }

  private Uni<Void> look() {
    Map<Integer, Leg> all = legs.legs(TOPIC.topicName());
    return all.isEmpty()
        ? Uni.createFrom().voidItem()
        : broker.id(TOPIC).chain(id -> place(misplaced(all, id), id));
  }

  private static Map<Integer, Leg> misplaced(Map<Integer, Leg> all, UUID id) {
    Map<Integer, Leg> misplaced = new HashMap<>(all);
    misplaced.values().removeIf(leg -> leg.isOf(id));
    return misplaced;
  }

  /**
   * Asks for the ends after the group's offsets: what another owner commits in between would seem
   * to be beyond the end.
   */
  private Uni<Void> place(Map<Integer, Leg> misplaced, UUID id) {
    return misplaced.isEmpty()
        ? Uni.createFrom().voidItem()
        : broker
            .committed(group, TOPIC)
            .chain(
                committed ->
                    broker
                        .bounds(TOPIC, misplaced.keySet())
                        .map(bounds -> starts(misplaced, id, bounds, committed)))
            .chain(starts -> legs.place(TOPIC.topicName(), starts));
  }

  /** Of those that the topic has: it may have fewer partitions than the one before. */
  private static Map<Integer, LegStart> starts(
      Map<Integer, Leg> misplaced,
      UUID id,
      Map<Integer, Bounds> bounds,
      Map<Integer, GroupOffset> committed) {
    Map<Integer, LegStart> starts = new HashMap<>();
    Set<MirrorStart.Cause> causes = EnumSet.noneOf(MirrorStart.Cause.class);
    bounds.forEach(
        (partition, now) -> {
          Leg leg = Objects.requireNonNull(misplaced.get(partition));
          MirrorStart start = MirrorStart.after(leg, id, now, committed.get(partition));
          starts.put(partition, new LegStart(leg, id, start.offset(), start.offset()));
          causes.add(start.cause());
        });
    tell(causes);
    return starts;
  }

  private static void tell(Set<MirrorStart.Cause> causes) {
    if (causes.contains(MirrorStart.Cause.NEW_TOPIC)) {
      LOG.warn(
          "The dead-letter topic was deleted and created again. Its mirror keeps the letters of"
              + " the former topic, and reads the new one from its start.");
    }
    if (causes.contains(MirrorStart.Cause.LOST_END)) {
      LOG.warn(
          "The dead-letter topic has lost letters at its end. Its mirror keeps those that it has,"
              + " and reads the topic again from its start.");
    }
  }
}
