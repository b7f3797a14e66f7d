package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.RefusedReading;
import dev.tidewire.processing.store.Bisection.RefusedRow;
import dev.tidewire.processing.unit.Units;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntUnaryOperator;

/** Stores the readings of a poll: usually in one statement, by bisection if some are refused. */
@ApplicationScoped
public class PollStore {
  private final SeriesCatalog catalog;
  private final Units units = new Units();
  private final BisectingStore statement;
  private final int maxRows;

  PollStore(SeriesCatalog catalog, BisectingStore statement, ProcessingConfig config) {
    this.catalog = catalog;
    this.statement = statement;
    this.maxRows = config.maxRows();
  }

  /**
   * Stores every reading that the database does not refuse, in the unit of its series; retries as
   * long as necessary.
   *
   * @param claim the records of the poll
   * @param worker runs what is too long for an event loop
   * @return the refused readings and the count of those replaced; fails with {@link
   *     SystemicRefusalException} when most readings or a test row are refused, and with {@link
   *     LatePollException} when another consumer has stored records of the poll
   */
  public Uni<StoredPoll> store(Poll poll, Claim claim, Executor worker) {
    if (poll.series().isEmpty()) {
      return Uni.createFrom().item(new StoredPoll(0, 0, List.of()));
    }
    return catalog
        .identify(poll.series())
        .emitOn(worker)
        .map(identified -> IdentifiedPoll.of(poll, identified, units))
        .chain(identified -> store(identified, claim, worker));
  }

  private Uni<StoredPoll> store(IdentifiedPoll poll, Claim claim, Executor worker) {
    Rows rows = Rows.of(poll.series());
    int replacedInPoll = poll.poll().size() - rows.size();
    return store(rows, claim, Bisection::maxRefused)
        .chain(
            stored ->
                storeHidden(poll, rows, stored.refused, claim, worker)
                    .map(refused -> poll.stored(stored.replaced + replacedInPoll, refused)));
  }

  /**
   * Returns all refused readings: the last ones at their places, and the earlier ones they
   * replaced.
   */
  private Uni<List<RefusedReading>> storeHidden(
      IdentifiedPoll poll, Rows rows, List<RefusedRow> refused, Claim claim, Executor worker) {
    if (refused.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Uni.createFrom()
        .item(() -> new Refusals(rows, refused, poll.series(), poll.poll()))
        .runSubscriptionOn(worker)
        .chain(refusals -> storeHidden(refusals, claim));
  }

  /**
   * The database has accepted rows of the poll, so it is not the cause, however many it refuses
   * here.
   */
  private Uni<List<RefusedReading>> storeHidden(Refusals refusals, Claim claim) {
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                store(refusals.hidden(), claim, all -> all)
                    .invoke(stored -> refusals.take(stored.refused)))
        .whilst(stored -> refusals.hidden().size() > 0)
        .collect()
        .last()
        .map(last -> refusals.readings());
  }

  /**
   * Stores the rows in as many statements as necessary.
   *
   * @param maxRefused the maximum of refused rows for a statement of a given size
   */
  private Uni<StoredRows> store(Rows rows, Claim claim, IntUnaryOperator maxRefused) {
    Uni<StoredRows> stored = Uni.createFrom().item(StoredRows::new);
    int statements = (rows.size() + maxRows - 1) / maxRows;
    for (int i = 0; i < statements; i++) {
      int start = evenStart(rows.size(), i, statements);
      Rows slice = rows.slice(start, evenStart(rows.size(), i + 1, statements));
      int most = maxRefused.applyAsInt(slice.size());
      stored =
          stored.chain(
              before ->
                  statement
                      .store(slice, claim, most)
                      .map(bisection -> before.add(start, bisection)));
    }
    return stored;
  }

  /** The first row of a statement, from 0, when the rows are spread evenly over all statements. */
  static int evenStart(int rows, int statement, int statements) {
    return (int) ((long) rows * statement / statements);
  }

  /** The results of the statements so far. */
  private static final class StoredRows {
    private final List<RefusedRow> refused = new ArrayList<>();
    private int replaced;

    StoredRows add(int start, Bisection bisection) {
      replaced += bisection.replaced();
      for (RefusedRow row : bisection.refused()) {
        refused.add(new RefusedRow(start + row.row(), row.refusal()));
      }
      return this;
    }
  }
}
