package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic.Cell;
import dev.tidewire.processing.store.SeriesCatalog.KnownSeries;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The statements of one process on the simulated database, and the bugs that can be planted there.
 */
final class SimulatedSession implements SeriesStatements, ReadingStatements, WatermarkStatements {
  private final SimulatedDatabase database;
  private final Bug bug;
  private boolean knowsPartition;
  private int lostRows;

  SimulatedSession(SimulatedDatabase database, Bug bug) {
    this.database = database;
    this.bug = bug;
  }

  @Override
  public Uni<Map<SeriesKey, KnownSeries>> enter(List<MergedSeries> series) {
    List<SeriesKey> wanted = series.stream().map(MergedSeries::key).toList();
    return database.ask(() -> database.enter(wanted));
  }

  @Override
  public Uni<Boolean> addPartition(Rows rows) {
    if (knowsPartition) {
      return Uni.createFrom().item(true);
    }
    return database
        .ask(
            () -> {
              database.makePartition();
              return true;
            })
        .invoke(() -> knowsPartition = true)
        .replaceWith(false);
  }

  @Override
  public void forgetPartitions() {
    knowsPartition = bug == Bug.NEVER_LOOKS_FOR_PARTITIONS_AGAIN;
  }

  @Override
  public Uni<Boolean> raise(Claim claim) {
    return database.ask(() -> whereFree(claim, database::raise));
  }

  @Override
  public Uni<Boolean> isUndisturbed(Claim claim) {
    return database.ask(() -> whereFree(claim, range -> {}));
  }

  @Override
  public Uni<Map<Integer, Long>> takeOver(Claim claim) {
    return database.ask(() -> database.takeOver(claim));
  }

  /** Returns whether it was done for all partitions of the claim. */
  private boolean whereFree(Claim claim, Consumer<OffsetRange> work) {
    boolean everywhere = true;
    for (OffsetRange range : claim.ranges()) {
      boolean late = database.isLate(range) && bug != Bug.IGNORES_THE_FENCE;
      boolean disputed =
          database.hasAnotherWriter(range, claim.writer()) && bug != Bug.IGNORES_THE_WRITER;
      if (late || disputed) {
        everywhere = false;
      } else {
        work.accept(range);
      }
    }
    return everywhere;
  }

  @Override
  public Uni<Void> insert(Rows rows) {
    if (isLostHalf(rows)) {
      return Uni.createFrom().voidItem();
    }
    return ask(rows, 0, () -> insertNow(rows)).replaceWithVoid();
  }

  private StoreResult insertNow(Rows rows) {
    database.insert(rows);
    if (bug == Bug.INVENTS_A_ROW && rows.size() == 5) {
      Cell next = database.cell(rows, 4);
      database.readings().putIfAbsent(new Cell(next.series(), next.timeMicros() + 1_000_000), 1.0);
    }
    return new StoreResult.Stored(rows.size(), 0);
  }

  @Override
  public Uni<StoreResult> upsert(Rows rows, Claim claim) {
    return ask(rows, rows.size(), () -> upsertNow(rows, claim));
  }

  private StoreResult upsertNow(Rows rows, Claim claim) {
    if (!whereFree(claim, range -> database.hold(range, claim.writer()))) {
      return new StoreResult.Late();
    }
    int replaced =
        bug == Bug.KEEPS_THE_FIRST_OF_THE_TABLE ? upsertMissing(rows) : database.upsert(rows);
    return new StoreResult.Stored(rows.size(), replaced);
  }

  private int upsertMissing(Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      Rows one = rows.slice(row, row + 1);
      if (!database.readings().containsKey(database.cell(rows, row))) {
        database.insert(one);
      }
    }
    return rows.size();
  }

  @Override
  public Uni<Void> tryOut(Rows other, Rows suspect) {
    Uni<Void> tried =
        database
            .ask(
                () -> {
                  tryOutNow(suspect);
                  return true;
                })
            .replaceWithVoid();
    return bug == Bug.TAKES_AN_OUTAGE_FOR_BAD_DATA ? badData(tried) : tried;
  }

  private static <T> Uni<T> badData(Uni<T> asked) {
    return asked
        .onFailure(SimulatedSession::isOutage)
        .transform(failure -> SimulatedDatabase.refusal("struck", "22000", null));
  }

  private void tryOutNow(Rows suspect) {
    try {
      database.checkOpen();
    } catch (PgException refusal) {
      if (RowStore.kind(refusal) != SqlFailure.DATA || bug == Bug.TRIES_NOTHING_ELSE) {
        throw refusal;
      }
      throw new OtherRowRefusedException(refusal);
    }
    database.tryOut(suspect);
  }

  private Uni<StoreResult> ask(Rows rows, int replaced, Supplier<StoreResult> statement) {
    Uni<StoreResult> asked = database.ask(statement);
    return switch (bug) {
      case DROPS_READINGS_IN_AN_OUTAGE ->
          asked
              .onFailure(SimulatedSession::isOutage)
              .recoverWithItem(new StoreResult.Stored(rows.size(), replaced));
      case TAKES_AN_OUTAGE_FOR_BAD_DATA -> badData(asked);
      default -> asked.onFailure(PgException.class).invoke(failure -> remember(rows, failure));
    };
  }

  private static boolean isOutage(Throwable failure) {
    return !(failure instanceof OtherRowRefusedException)
        && RowStore.kind(failure) == SqlFailure.INFRASTRUCTURE;
  }

  private void remember(Rows rows, Throwable failure) {
    if (bug == Bug.LOSES_THE_RIGHT_HALF_OF_A_BISECTION && !isOutage(failure)) {
      lostRows = rows.size() - rows.size() / 2;
    }
  }

  /**
   * Whether this is the first statement with the size of a right half after the whole was refused.
   */
  private boolean isLostHalf(Rows rows) {
    boolean lost = lostRows > 1 && rows.size() == lostRows;
    lostRows = lost ? 0 : lostRows;
    return lost;
  }
}
