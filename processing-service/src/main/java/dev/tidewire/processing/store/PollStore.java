package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.store.Bisection.Range;
import dev.tidewire.processing.store.Bisection.RefusedRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Stores the readings of a poll: in one statement as a rule, around refused ones where there are.
 */
@ApplicationScoped
public class PollStore {
  private final SeriesCatalog catalog;
  private final RowStore rowStore;
  private final int maxRows;

  PollStore(SeriesCatalog catalog, RowStore rowStore, ProcessingConfig config) {
    this.catalog = catalog;
    this.rowStore = rowStore;
    this.maxRows = config.maxRows();
  }

  /**
   * Stores every reading that the database does not refuse, for as long as it takes.
   *
   * @param claim what the poll holds of the topic
   * @param worker runs what is too long for an event loop
   * @return the refused readings and the count of duplicates; fails with {@link
   *     SystemicRefusalException} when most of the readings are refused, and with {@link
   *     LatePollException} when another consumer has been here
   */
  public Uni<StoredPoll> store(Poll poll, Claim claim, Executor worker) {
    if (poll.series().isEmpty()) {
      return Uni.createFrom().item(new StoredPoll(0, List.of()));
    }
    return catalog
        .identify(poll.series())
        .emitOn(worker)
        .chain(
            identified -> {
              Rows rows = Rows.of(identified);
              int superseded = poll.size() - rows.size();
              return store(rows, claim).map(stored -> stored.with(superseded, identified, poll));
            });
  }

  private Uni<StoredRows> store(Rows rows, Claim claim) {
    Uni<StoredRows> stored = Uni.createFrom().item(new StoredRows(rows));
    int statements = (rows.size() + maxRows - 1) / maxRows;
    for (int i = 0; i < statements; i++) {
      int start = evenStart(rows.size(), i, statements);
      Rows slice = rows.slice(start, evenStart(rows.size(), i + 1, statements));
      stored =
          stored.chain(
              before ->
                  around(
                          slice,
                          claim,
                          new Bisection(slice.size(), Bisection.maxRefused(slice.size())))
                      .map(bisection -> before.add(start, bisection)));
    }
    return stored;
  }

  /**
   * Where the rows of a statement start, from 0, when all statements have as many, give or take
   * one.
   */
  static int evenStart(int rows, int statement, int statements) {
    return (int) ((long) rows * statement / statements);
  }

  private Uni<Bisection> around(Rows rows, Claim claim, Bisection bisection) {
    Range next = bisection.next();
    if (next != null) {
      return rowStore
          .store(rows.slice(next.from(), next.to()), claim)
          .invoke(
              result -> {
                if (result instanceof StoreResult.Late) {
                  throw new LatePollException();
                }
                bisection.accept(result);
              })
          .chain(() -> around(rows, claim, bisection));
    }
    if (bisection.isSystemic()) {
      RefusedRow last = bisection.refused().get(bisection.refused().size() - 1);
      return Uni.createFrom().failure(new SystemicRefusalException(rows.size(), last.refusal()));
    }
    return Uni.createFrom().item(bisection);
  }

  /** What has become of the rows so far. */
  private static final class StoredRows {
    private final Rows rows;
    private final List<RefusedRow> refused = new ArrayList<>();
    private int duplicates;

    StoredRows(Rows rows) {
      this.rows = rows;
    }

    StoredRows add(int start, Bisection bisection) {
      duplicates += bisection.duplicates();
      for (RefusedRow row : bisection.refused()) {
        refused.add(new RefusedRow(start + row.row(), row.refusal()));
      }
      return this;
    }

    StoredPoll with(int superseded, List<Rows.Identified> identified, Poll poll) {
      List<RefusedReading> readings =
          refused.isEmpty() ? List.of() : RefusedReading.of(refused, rows, identified, poll);
      return new StoredPoll(duplicates + superseded, readings);
    }
  }
}
