package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.OffsetRange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far every partition is stored, as this process knows it. It may know too little, when another
 * consumer has stored more: a claim shows that, and the table {@code watermark} has the truth.
 */
@ApplicationScoped
public class Watermarks {
  private final Map<Place, Long> known = new ConcurrentHashMap<>();
  private final WatermarkStatements table;
  private final StoreGuard guard;

  Watermarks(WatermarkStatements table, StoreGuard guard) {
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

  /** These partitions of the claim have moved on to its end. */
  public void moved(Claim claim, Set<Integer> partitions) {
    for (Claim.Move move : claim.moves()) {
      if (partitions.contains(move.partition())) {
        know(claim.topicId(), move.partition(), move.next());
      }
    }
  }

  private void know(UUID topicId, int partition, long next) {
    known.put(new Place(topicId, partition), next);
  }
}
