package dev.tidewire.processing.watermark;

import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.store.StoreGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * How far every partition is stored, as this process knows it. It may know too little, when another
 * consumer has stored more: a claim shows that, and the table {@code watermark} has the truth.
 */
@ApplicationScoped
public class Watermarks {
  private static final Logger LOG = Logger.getLogger(Watermarks.class);

  private final Map<Place, Long> known = new ConcurrentHashMap<>();
  private final WatermarkStatements table;
  private final StoreGuard guard;

  /** Knows none yet. */
  public Watermarks(WatermarkStatements table, StoreGuard guard) {
    this.table = table;
    this.guard = guard;
  }

  private record Place(UUID topicId, int partition) {}

  /**
   * The known watermarks of the partitions of these ranges; those that are not known are read.
   *
   * @param ranges one per partition, ascending
   * @return by partition
   */
  public Uni<Map<Integer, Long>> known(UUID topicId, List<OffsetRange> ranges) {
    Map<Integer, Long> found = new HashMap<>();
    List<OffsetRange> open = new ArrayList<>();
    for (OffsetRange range : ranges) {
      Long watermark = known.get(new Place(topicId, range.partition()));
      if (watermark == null) {
        open.add(range);
      } else {
        found.put(range.partition(), watermark);
      }
    }
    return open.isEmpty()
        ? Uni.createFrom().item(found)
        : read(topicId, open).invoke(found::putAll).replaceWith(found);
  }

  /** Whether this process knows the watermarks of all partitions of these ranges. */
  public boolean areKnown(UUID topicId, List<OffsetRange> ranges) {
    return ranges.stream()
        .allMatch(range -> known.containsKey(new Place(topicId, range.partition())));
  }

  /**
   * The watermarks of the partitions of these ranges, from the table. Retries as long as necessary.
   * One that does not exist is set to the beginning of its range.
   *
   * @param ranges one per partition, ascending
   * @return by partition
   */
  public Uni<Map<Integer, Long>> read(UUID topicId, List<OffsetRange> ranges) {
    return guard
        .protect(() -> table.read(topicId, ranges))
        .invoke(found -> found.forEach((partition, next) -> know(topicId, partition, next)));
  }

  /**
   * Whether all watermarks are still where the claim knows them to be. Retries as long as
   * necessary.
   */
  public Uni<Boolean> areStill(Claim claim) {
    return guard.protect(() -> table.areStill(claim));
  }

  /** Marks the partitions as truncated. Retries as long as necessary. */
  public Uni<Void> stop(UUID topicId, List<Truncation> found) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Truncation one : found) {
      done = done.chain(() -> guard.protect(() -> table.stop(topicId, one)));
    }
    return done;
  }

  /**
   * Those of the partitions of these ranges that are marked as truncated; what this process knows
   * of their watermarks is forgotten. Retries as long as necessary.
   */
  public Uni<List<Truncation>> stopped(UUID topicId, List<OffsetRange> ranges) {
    return guard
        .protect(() -> table.stopped(topicId, ranges))
        .invoke(found -> found.forEach(one -> known.remove(new Place(topicId, one.partition()))));
  }

  /** These partitions of the claim have moved on to its end. */
  public void moved(Claim claim, Set<Integer> partitions) {
    for (Claim.Move move : claim.moves()) {
      if (partitions.contains(move.partition())) {
        know(claim.topicId(), move.partition(), move.next());
      }
    }
  }

  /** A watermark of one topic only goes back when the database does. */
  private void know(UUID topicId, int partition, long next) {
    Long before = known.put(new Place(topicId, partition), next);
    if (before != null && next < before) {
      LOG.errorf(
          "The database has lost readings: partition %d was stored up to offset %d, and is now"
              + " stored up to offset %d. What is in between is not read again by itself. Stop"
              + " processing and set the watermark and the offset of the partition back to %d"
              + " (docs/operations.md, A standby has lost readings)",
          partition, before, next, next);
    }
  }
}
