package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;

/** What is asked of the table {@code reading}; each fails with what the database says. */
interface ReadingStatements {
  /** Makes the time partitions that the rows still lack. */
  Uni<Void> ensurePartitions(Rows rows);

  /** What is known of the partitions is wrong: look again before the next use. */
  void forgetPartitions();

  /** Adds all rows or none; fails when a (series, time) is there already. */
  Uni<Void> insert(Rows rows);

  /**
   * Adds or replaces all rows, or does nothing when another consumer has stored records of the
   * claim or is about to.
   *
   * @param claim the records that the rows come from
   */
  Uni<StoreResult> upsert(Rows rows, Claim claim);

  /**
   * Adds two rows one after the other and takes them back. Whoever would change what the database
   * refuses has to wait from the first to the second, whose refusal is its own fault therefore.
   * Fails with {@link OtherRowRefusedException} when the first is refused.
   */
  Uni<Void> tryOut(Rows other, Rows suspect);
}
