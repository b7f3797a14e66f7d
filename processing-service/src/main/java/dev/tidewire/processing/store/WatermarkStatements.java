package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** What is asked of the table {@code watermark}; each fails with what the database says. */
interface WatermarkStatements {
  /** Lifts the watermarks of the claim's partitions to its end, where they are below it. */
  Uni<Void> raise(Claim claim);

  /** The watermarks of the claim's partitions, as far as there are any. */
  Uni<Map<Integer, Long>> of(Claim claim);
}
