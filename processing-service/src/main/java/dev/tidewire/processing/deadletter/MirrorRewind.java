package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.Periodic;
import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.group.LegStart;
import dev.tidewire.processing.group.PartitionLegs;
import dev.tidewire.processing.topic.BrokerQuestions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the mirror read a dead-letter topic that was deleted and created again from its start. The
 * consumer keeps its offsets when the new topic is there before it has missed the old one, and
 * would skip what the new one has before them. While no process runs, the group keeps them: each
 * tells the id of the topic that it is of.
 */
@ApplicationScoped
class MirrorRewind {
  private static final Logger LOG = Logger.getLogger(MirrorRewind.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Topics TOPIC = Topics.DEAD_LETTERS;

  private final BrokerQuestions broker;
  private final PartitionLegs legs;
  private final String group;
  private final Periodic looks =
      new Periodic("Looking for a new dead-letter topic", PERIOD, this::look);

  MirrorRewind(
      BrokerQuestions broker,
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

  private Uni<Void> place(Map<Integer, Leg> misplaced, UUID id) {
    return misplaced.isEmpty()
        ? Uni.createFrom().voidItem()
        : broker
            .firsts(TOPIC, misplaced.keySet())
            .chain(
                firsts ->
                    broker
                        .committed(group, TOPIC)
                        .map(committed -> starts(misplaced, id, firsts, committed)))
            .chain(starts -> legs.place(TOPIC.topicName(), starts));
  }

  private static Map<Integer, LegStart> starts(
      Map<Integer, Leg> misplaced,
      UUID id,
      Map<Integer, Long> firsts,
      Map<Integer, OffsetAndMetadata> committed) {
    Map<Integer, LegStart> starts = new HashMap<>();
    boolean anew = false;
    for (Map.Entry<Integer, Leg> one : misplaced.entrySet()) {
      long first = Objects.requireNonNull(firsts.get(one.getKey()));
      OffsetAndMetadata offset = committed.get(one.getKey());
      boolean isNew = one.getValue().isPlaced() || isOfAnother(offset, id);
      long start = isNew || offset == null ? first : Math.max(first, offset.offset());
      starts.put(one.getKey(), new LegStart(one.getValue(), id, start, start));
      anew |= isNew;
    }
    if (anew) {
      LOG.warn(
          "The dead-letter topic was deleted and created again. Its mirror keeps the letters of"
              + " the former topic, and reads the new one from its start.");
    }
    return starts;
  }

  /** An offset without an id was set by an operator, or by a version that wrote none. */
  private static boolean isOfAnother(@Nullable OffsetAndMetadata offset, UUID id) {
    return offset != null
        && !offset.metadata().isEmpty()
        && !offset.metadata().equals(id.toString());
  }
}
