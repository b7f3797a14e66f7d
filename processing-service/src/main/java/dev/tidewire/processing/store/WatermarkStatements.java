package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** The statements on the table {@code watermark}. They fail with the database's own error. */
interface WatermarkStatements {
  /**
   * Raises the watermarks of the claim's partitions to its end and clears their writers. Skips
   * watermarks that are above the claim's beginning or have another writer.
   *
   * @return whether all were raised
   */
  Uni<Boolean> raise(Claim claim);

  /** Whether no watermark is above the claim's beginning and none has another writer. */
  Uni<Boolean> isUndisturbed(Claim claim);

  /**
   * Makes the claim's poll the writer of its partitions whose watermark is below its end.
   *
   * @return the existing watermarks by partition
   */
  Uni<Map<Integer, Long>> takeOver(Claim claim);
}
