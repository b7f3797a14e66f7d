package dev.tidewire.processing.watermark;

import dev.tidewire.processing.intake.OffsetRange;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The statements on the table {@code watermark}. They fail with the database's own error. */
public interface WatermarkStatements {
  /**
   * The watermarks of the partitions of these ranges. One that does not exist is set to the
   * beginning of its range.
   *
   * @param ranges one per partition, ascending
   * @return by partition
   */
  Uni<Map<Integer, Long>> read(UUID topicId, List<OffsetRange> ranges);

  /**
   * The watermarks of these partitions, without those that do not exist.
   *
   * @return by partition
   */
  Uni<Map<Integer, Long>> find(UUID topicId, Set<Integer> partitions);

  /** Moves the watermark, unless it is no longer the known one or the partition is truncated. */
  Uni<Void> pass(UUID topicId, Claim.Move move);

  /** Marks the partition as truncated, unless its watermark has moved or it is marked already. */
  Uni<Void> stop(UUID topicId, Truncation found);

  /** Those of the partitions of these ranges that are marked as truncated. */
  Uni<List<Truncation>> stopped(UUID topicId, List<OffsetRange> ranges);

  /** Whether all watermarks of the claim are where the claim knows them to be. */
  Uni<Boolean> areStill(Claim claim);
}
