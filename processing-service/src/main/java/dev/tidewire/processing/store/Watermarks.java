package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * How far every partition is stored, in the table {@code watermark}. A consumer that is frozen
 * while its partitions go to another one does not know, when it wakes, that it writes what the
 * other has written and corrected since; the watermark knows.
 */
@ApplicationScoped
public class Watermarks {
  private final WatermarkStatements table;
  private final StoreGuard guard;

  Watermarks(WatermarkStatements table, StoreGuard guard) {
    this.table = table;
    this.guard = guard;
  }

  /** The claim's records are stored or dead letters, all of them. Waits as long as it must. */
  public Uni<Void> raise(Claim claim) {
    return guard.protect(() -> table.raise(claim));
  }

  /**
   * The watermarks of the claim's partitions, as far as there are any. Waits as long as it must.
   */
  public Uni<Map<Integer, Long>> of(Claim claim) {
    return guard.protect(() -> table.of(claim));
  }

  /** Fails with {@link LatePollException} when another consumer has been here. */
  public Uni<Void> verify(Claim claim) {
    return of(claim)
        .invoke(
            watermarks -> {
              if (isLate(claim, watermarks)) {
                throw new LatePollException();
              }
            })
        .replaceWithVoid();
  }

  private static boolean isLate(Claim claim, Map<Integer, Long> watermarks) {
    return claim.ranges().stream()
        .anyMatch(range -> watermarks.getOrDefault(range.partition(), 0L) > range.first());
  }
}
