package dev.tidewire.processing.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.intake.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Stores rows with the cheapest statement that works, and classifies failures by their cause. */
@ApplicationScoped
class RowStore {
  /** The id of no series: ids start with 1. */
  private static final long NOBODY = 0;

  private final ReadingStatements table;
  private final StoreGuard guard;
  private final Clock clock;

  /** A value that the database has accepted; 0 before the first. */
  private volatile double taken;

  RowStore(ReadingStatements table, StoreGuard guard, Clock clock) {
    this.table = table;
    this.guard = guard;
    this.clock = clock;
  }

  /**
   * Stores all rows or none. Retries as long as the database is down; a refusal of the rows
   * themselves is a result.
   *
   * @param claim the records that the rows come from
   */
  Uni<StoreResult> store(Rows rows, Claim claim) {
    return withPartitions(List.of(rows), () -> write(rows, claim));
  }

  /**
   * Stores a row that was refused before, possibly because everything was. The result is {@link
   * StoreResult.Refused} only if the database accepts another row in its place, otherwise {@link
   * StoreResult.Closed}.
   *
   * @param claim the records that the row comes from
   */
  Uni<StoreResult> storeSuspect(Rows suspect, Claim claim) {
    Rows other = Rows.of(NOBODY, ReadingTime.toMicros(clock.instant()), taken);
    return withPartitions(List.of(other, suspect), () -> tryOut(other, suspect))
        .chain(
            refusal ->
                refusal.isPresent()
                    ? Uni.createFrom().item(refusal.get())
                    : store(suspect, claim).map(RowStore::undecided));
  }

  /**
   * The write as one attempt, once all rows have partitions. Each partition that has to be created
   * is an attempt of its own: however many there are, none is created twice, and no attempt takes
   * long for their number.
   */
  private <T> Uni<T> withPartitions(List<Rows> all, Supplier<Uni<T>> write) {
    return guard
        .protect(
            () ->
                addPartition(all)
                    .chain(
                        isReady ->
                            isReady
                                ? write.get().map(Optional::of)
                                : Uni.createFrom().item(Optional.<T>empty())))
        .chain(
            written ->
                written.isPresent()
                    ? Uni.createFrom().item(written.get())
                    : withPartitions(all, write));
  }

  private Uni<Boolean> addPartition(List<Rows> all) {
    Uni<Boolean> isReady = Uni.createFrom().item(true);
    for (Rows rows : all) {
      isReady =
          isReady.chain(before -> before ? table.addPartition(rows) : Uni.createFrom().item(false));
    }
    return isReady;
  }

  /** A row that was accepted a moment ago and is refused now is not refused for its own content. */
  private static StoreResult undecided(StoreResult result) {
    return result instanceof StoreResult.Refused refusal ? new StoreResult.Closed(refusal) : result;
  }

  /**
   * Whether the database refuses the suspect, and whether it refuses the other row too. Changes
   * nothing.
   */
  private Uni<Optional<StoreResult>> tryOut(Rows other, Rows suspect) {
    return table
        .tryOut(other, suspect)
        .map(taken -> Optional.<StoreResult>empty())
        .onFailure(failure -> kind(failure) == SqlFailure.DUPLICATE_KEY)
        .recoverWithItem(Optional.empty())
        .onFailure(failure -> kind(failure) == SqlFailure.MISSING_PARTITION)
        .invoke(table::forgetPartitions)
        .onFailure(failure -> kind(failure) == SqlFailure.DATA)
        .recoverWithItem(failure -> Optional.of(refused(failure)))
        .onFailure(OtherRowRefusedException.class)
        .recoverWithItem(failure -> Optional.of(closed((OtherRowRefusedException) failure)));
  }

  private Uni<StoreResult> write(Rows rows, Claim claim) {
    return table
        .insert(rows)
        .<StoreResult>map(inserted -> new StoreResult.Stored(rows.size(), 0))
        .onFailure(failure -> kind(failure) == SqlFailure.DUPLICATE_KEY)
        .recoverWithUni(() -> table.upsert(rows, claim))
        .invoke(result -> taken = result instanceof StoreResult.Stored ? rows.value(0) : taken)
        .onFailure(failure -> kind(failure) == SqlFailure.MISSING_PARTITION)
        .invoke(table::forgetPartitions)
        .onFailure(failure -> kind(failure) == SqlFailure.DATA)
        .recoverWithItem(RowStore::refused);
  }

  /** The kind of a failure, which need not come from the server. */
  static SqlFailure kind(Throwable failure) {
    return failure instanceof PgException refusal
        ? SqlFailure.of(refusal.getSqlState(), refusal.getConstraint())
        : SqlFailure.INFRASTRUCTURE;
  }

  private static StoreResult.Refused refused(Throwable failure) {
    PgException refusal = (PgException) failure;
    return new StoreResult.Refused(refusal.getSqlState(), refusal.getErrorMessage());
  }

  private static StoreResult closed(OtherRowRefusedException failure) {
    return new StoreResult.Closed(refused(failure.refusal()));
  }
}
