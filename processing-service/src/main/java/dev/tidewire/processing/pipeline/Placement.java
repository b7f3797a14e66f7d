package dev.tidewire.processing.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.group.LegStart;
import dev.tidewire.processing.group.PartitionLegs;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.topic.Bounds;
import dev.tidewire.processing.topic.LostRecords;
import dev.tidewire.processing.topic.ReadingsTopic;
import dev.tidewire.processing.topic.Truncations;
import dev.tidewire.processing.watermark.Claim;
import dev.tidewire.processing.watermark.Watermarks;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Has the consumers read each partition from its watermark on. Only the database knows what it
 * holds: the group's offset may be ahead of it, and that of a topic that is gone.
 */
@ApplicationScoped
class Placement {
  private static final String TOPIC = Topics.READINGS.topicName();

  private final PartitionLegs legs;
  private final ReadingsTopic topic;
  private final Watermarks watermarks;
  private final Truncations truncations;
  private final LostRecords lost;
  private final LostCommits commits;

  Placement(
      @Identifier("tidewire") PartitionLegs legs,
      ReadingsTopic topic,
      Watermarks watermarks,
      Truncations truncations,
      LostRecords lost,
      LostCommits commits) {
    this.legs = legs;
    this.topic = topic;
    this.watermarks = watermarks;
    this.truncations = truncations;
    this.lost = lost;
    this.commits = commits;
  }

  /** The legs of the partitions that this process owns and has not stopped, by partition. */
  Map<Integer, Leg> legs() {
    Map<Integer, Leg> read = new HashMap<>(legs.legs(TOPIC));
    read.keySet().removeAll(truncations.held());
    return read;
  }

  /**
   * Sends the consumers of these partitions to their watermarks, or to their first records if they
   * begin later. A partition that a new topic does not have is left to the group, which takes it
   * from its consumer. Waits for the broker and for the database as long as necessary.
   *
   * @param from the legs that end, by partition
   */
  Uni<Void> place(Map<Integer, Leg> from) {
    return from.isEmpty()
        ? Uni.createFrom().voidItem()
        : topic
            .id()
            .chain(id -> topic.bounds(from.keySet()).chain(bounds -> place(from, id, bounds)));
  }

  /** A partition that the database does not know is stored from its first record on. */
  private Uni<Void> place(Map<Integer, Leg> from, UUID id, Map<Integer, Bounds> bounds) {
    if (bounds.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return watermarks
        .read(id, ranges(bounds, false))
        .chain(
            known -> {
              commits.lookFor(from, id, known);
              return truncations
                  .stop(id, ranges(bounds, true), known)
                  .chain(stopped -> seek(from, id, bounds, without(stopped, known)));
            });
  }

  /**
   * The topic may have been created again while the database was waited for. Where records were
   * lost, the watermark moves once that is told: the next owner of a quiet partition is not to tell
   * it again. Whoever dies before leaves the telling to it.
   */
  private Uni<Void> seek(
      Map<Integer, Leg> from, UUID id, Map<Integer, Bounds> bounds, Map<Integer, Long> known) {
    return lost.lookFor(id, ranges(bounds, false), known)
        .chain(
            ends ->
                topic
                    .id()
                    .chain(
                        now -> {
                          if (!now.equals(id)) {
                            return place(from);
                          }
                          return ends.isEmpty()
                              ? legs.place(TOPIC, starts(from, id, bounds, known))
                              : watermarks
                                  .pass(Claim.past(id, known, ends))
                                  .chain(() -> place(from));
                        }));
  }

  private static Map<Integer, LegStart> starts(
      Map<Integer, Leg> from, UUID id, Map<Integer, Bounds> bounds, Map<Integer, Long> known) {
    Map<Integer, LegStart> starts = new HashMap<>();
    known.forEach(
        (partition, watermark) -> {
          long first = requireNonNull(bounds.get(partition)).first();
          Leg ends = requireNonNull(from.get(partition));
          starts.put(partition, new LegStart(ends, id, Math.max(watermark, first), watermark));
        });
    return starts;
  }

  private static Map<Integer, Long> without(Set<Integer> stopped, Map<Integer, Long> known) {
    Map<Integer, Long> left = new HashMap<>(known);
    left.keySet().removeAll(stopped);
    return left;
  }

  /** Ascending by partition, all that the topic holds of it, or nothing at its end. */
  private static List<OffsetRange> ranges(Map<Integer, Bounds> bounds, boolean atEnd) {
    return new TreeMap<>(bounds)
        .entrySet().stream()
            .map(
                one ->
                    new OffsetRange(
                        one.getKey(),
                        atEnd ? one.getValue().end() : one.getValue().first(),
                        one.getValue().end()))
            .toList();
  }
}
