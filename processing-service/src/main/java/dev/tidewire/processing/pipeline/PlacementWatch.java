package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;

import dev.tidewire.processing.Periodic;
import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.topic.ReadingsTopic;
import dev.tidewire.processing.watermark.Watermarks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Finds partitions that are not read from their watermarks, every five seconds: a database that has
 * lost its last commits, and a topic that was created again, show it to a poll only, and a quiet
 * partition has none.
 */
@ApplicationScoped
class PlacementWatch {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Placement placement;
  private final ReadingsTopic topic;
  private final Watermarks watermarks;
  private final Periodic looks =
      new Periodic("Comparing positions with watermarks", PERIOD, this::look);

  PlacementWatch(Placement placement, ReadingsTopic topic, Watermarks watermarks) {
    this.placement = placement;
    this.topic = topic;
    this.watermarks = watermarks;
  }

  void start(@Observes StartupEvent started) {
    looks.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    looks.stop();
  }

  /** What legs have seen before the database is asked, it has had before. */
  Uni<Void> look() {
    Map<Integer, Leg> legs = placement.legs();
    Map<Integer, Long> seen =
        legs.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, one -> one.getValue().watermark()));
    return legs.isEmpty()
        ? Uni.createFrom().voidItem()
        : topic.id().chain(id -> look(legs, seen, id));
  }

  private Uni<Void> look(Map<Integer, Leg> legs, Map<Integer, Long> seen, UUID id) {
    return watermarks
        .look(id, legs.keySet())
        .chain(known -> placement.place(misplaced(legs, seen, id, known)));
  }

  private static Map<Integer, Leg> misplaced(
      Map<Integer, Leg> legs, Map<Integer, Long> seen, UUID id, Map<Integer, Long> known) {
    Map<Integer, Leg> misplaced = new HashMap<>(legs);
    misplaced
        .entrySet()
        .removeIf(
            one ->
                one.getValue().isOf(id)
                    && known.getOrDefault(one.getKey(), Long.MIN_VALUE)
                        >= seen.getOrDefault(one.getKey(), Long.MAX_VALUE));
    return misplaced;
  }
}
