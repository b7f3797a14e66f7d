package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows go in by the cheapest statement that takes them; what fails is told apart by its cause. */
@ApplicationScoped
class RowStore {
  private final ReadingStatements table;
  private final StoreGuard guard;

  RowStore(ReadingStatements table, StoreGuard guard) {
    this.table = table;
    this.guard = guard;
  }

  /**
   * Stores all rows or none. Waits as long as the database does not take any; a refusal of the rows
   * themselves is a result.
   *
   * @param claim the records that the rows come from
   */
  Uni<StoreResult> store(Rows rows, Claim claim) {
    return guard.protect(() -> table.ensurePartitions(rows).chain(() -> write(rows, claim)));
  }

  private Uni<StoreResult> write(Rows rows, Claim claim) {
    return table
        .insert(rows)
        .<StoreResult>map(inserted -> new StoreResult.Stored(rows.size(), 0))
        .onFailure(failure -> kind(failure) == SqlFailure.DUPLICATE_KEY)
        .recoverWithUni(() -> table.upsert(rows, claim))
        .onFailure(failure -> kind(failure) == SqlFailure.MISSING_PARTITION)
        .invoke(table::forgetPartitions)
        .onFailure(failure -> kind(failure) == SqlFailure.DATA)
        .recoverWithItem(RowStore::refused);
  }

  private static SqlFailure kind(Throwable failure) {
    return failure instanceof PgException refusal
        ? SqlFailure.of(refusal.getSqlState(), refusal.getConstraint())
        : SqlFailure.INFRASTRUCTURE;
  }

  private static StoreResult refused(Throwable failure) {
    PgException refusal = (PgException) failure;
    return new StoreResult.Refused(refusal.getSqlState(), refusal.getErrorMessage());
  }
}
