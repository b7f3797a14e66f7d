package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * How far every partition is stored, and who writes it, in the table {@code watermark}. A consumer
 * that was frozen while its partitions moved to another one does not know, when it continues, that
 * the other has stored and corrected the same readings. The watermark shows it.
 */
@ApplicationScoped
public class Watermarks {
  private final WatermarkStatements table;
  private final StoreGuard guard;

  Watermarks(WatermarkStatements table, StoreGuard guard) {
    this.table = table;
    this.guard = guard;
  }

  /**
   * All records of the claim are stored or dead letters. Retries as long as necessary; fails with
   * {@link LatePollException} when another consumer has stored some of them.
   */
  public Uni<Void> raise(Claim claim) {
    return guard.protect(() -> table.raise(claim)).invoke(Watermarks::demand).replaceWithVoid();
  }

  /** Fails with {@link LatePollException} when another consumer has stored records of the claim. */
  public Uni<Void> verify(Claim claim) {
    return guard
        .protect(() -> table.isUndisturbed(claim))
        .invoke(Watermarks::demand)
        .replaceWithVoid();
  }

  /**
   * Makes every other writer of the claim's partitions start again. Retries as long as necessary.
   *
   * @return the existing watermarks of the claim's partitions
   */
  public Uni<Map<Integer, Long>> takeOver(Claim claim) {
    return guard.protect(() -> table.takeOver(claim));
  }

  private static void demand(boolean undisturbed) {
    if (!undisturbed) {
      throw new LatePollException();
    }
  }
}
