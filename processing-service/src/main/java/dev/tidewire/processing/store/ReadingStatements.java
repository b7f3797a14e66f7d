package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;

/** The statements on the table {@code reading}. Each fails with the database's own error. */
interface ReadingStatements {
  /**
   * Creates one of the time partitions that the rows need and that do not exist. True when each row
   * has one.
   */
  Uni<Boolean> addPartition(Rows rows);

  /** The known partitions are outdated: reads them again before the next use. */
  void forgetPartitions();

  /** Inserts all rows or none; fails when a (series, time) exists already. */
  Uni<Void> insert(Rows rows);

  /**
   * Inserts or replaces all rows, or does nothing when another consumer has stored records of the
   * claim or is about to.
   *
   * @param claim the records that the rows come from
   */
  Uni<StoreResult> upsert(Rows rows, Claim claim);

  /**
   * Inserts two rows one after the other and rolls back. The first insert blocks every change of
   * what the database refuses until the end, so a refusal of the second is caused by that row
   * itself. Fails with {@link OtherRowRefusedException} when the first row is refused.
   */
  Uni<Void> tryOut(Rows other, Rows suspect);
}
