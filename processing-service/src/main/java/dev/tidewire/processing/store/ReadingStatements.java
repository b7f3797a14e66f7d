package dev.tidewire.processing.store;

import io.smallrye.mutiny.Uni;

/** What is asked of the table {@code reading}; each fails with what the database says. */
interface ReadingStatements {
  /** Makes the time partitions that the rows still lack. */
  Uni<Void> ensurePartitions(Rows rows);

  /** What is known of the partitions is wrong: look again before the next use. */
  void forgetPartitions();

  /** Adds all rows or none; fails when a (series, time) is there already. */
  Uni<Void> insert(Rows rows);

  /** Adds or replaces all rows or none; gives the number of those that were there already. */
  Uni<Integer> upsert(Rows rows);
}
