package dev.tidewire.processing.watermark;

import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.store.StoreGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How far every partition is stored, as the table {@code watermark} has it. */
@ApplicationScoped
public class Watermarks {
  private final WatermarkStatements table;
  private final StoreGuard guard;

  /** Of this table. */
  public Watermarks(WatermarkStatements table, StoreGuard guard) {
    this.table = table;
    this.guard = guard;
  }

  /**
   * The watermarks of the partitions of these ranges. Retries as long as necessary. One that does
   * not exist is set to the beginning of its range.
   *
   * @param ranges one per partition, ascending
   * @return by partition
   */
  public Uni<Map<Integer, Long>> read(UUID topicId, List<OffsetRange> ranges) {
    return guard.protect(() -> table.read(topicId, ranges));
  }

  /**
   * The watermarks of these partitions, without those that do not exist. Retries as long as
   * necessary.
   *
   * @return by partition
   */
  public Uni<Map<Integer, Long>> find(UUID topicId, Set<Integer> partitions) {
    return guard.protect(() -> table.find(topicId, partitions));
  }

  /** The same, in one attempt. */
  public Uni<Map<Integer, Long>> look(UUID topicId, Set<Integer> partitions) {
    return guard.once(() -> table.find(topicId, partitions));
  }

  /**
   * Whether all watermarks are still where the claim knows them to be. Retries as long as
   * necessary.
   */
  public Uni<Boolean> areStill(Claim claim) {
    return guard.protect(() -> table.areStill(claim));
  }

  /**
   * Moves those of the watermarks that are still the known ones, past records that no longer exist
   * and have been told. Retries as long as necessary.
   */
  public Uni<Void> pass(Claim lost) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Claim.Move one : lost.moves()) {
      done = done.chain(() -> guard.protect(() -> table.pass(lost.topicId(), one)));
    }
    return done;
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
   * Those of the partitions of these ranges that are marked as truncated. Retries as long as
   * necessary.
   */
  public Uni<List<Truncation>> stopped(UUID topicId, List<OffsetRange> ranges) {
    return guard.protect(() -> table.stopped(topicId, ranges));
  }
}
