package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** What is asked of the table {@code watermark}; each fails with what the database says. */
interface WatermarkStatements {
  /**
   * Lifts the watermarks of the claim's partitions to its end, and names no writer of them any
   * more. Leaves those alone that are above the claim's beginning or have another writer.
   *
   * @return whether all were lifted
   */
  Uni<Boolean> raise(Claim claim);

  /** Whether no watermark is above the claim's beginning or has another writer. */
  Uni<Boolean> isUndisturbed(Claim claim);

  /**
   * Makes the claim's poll the writer of its partitions, where the watermark is below its end.
   *
   * @return the watermarks by partition, as far as there are any
   */
  Uni<Map<Integer, Long>> takeOver(Claim claim);
}
