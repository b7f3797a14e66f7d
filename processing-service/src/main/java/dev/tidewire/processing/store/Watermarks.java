package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * How far every partition is stored, and who writes there, in the table {@code watermark}. A
 * consumer that is frozen while its partitions go to another one does not know, when it wakes, that
 * it writes what the other has written and corrected since; the watermark knows.
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
   * The claim's records are stored or dead letters, all of them. Waits as long as it must; fails
   * with {@link LatePollException} when another consumer has been here since the first was stored.
   */
  public Uni<Void> raise(Claim claim) {
    return guard.protect(() -> table.raise(claim)).invoke(Watermarks::demand).replaceWithVoid();
  }

  /** Fails with {@link LatePollException} when another consumer has been here. */
  public Uni<Void> verify(Claim claim) {
    return guard
        .protect(() -> table.isUndisturbed(claim))
        .invoke(Watermarks::demand)
        .replaceWithVoid();
  }

  /**
   * Whoever else writes there has to begin anew. Waits as long as it must.
   *
   * @return the watermarks of the claim's partitions, as far as there are any
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
