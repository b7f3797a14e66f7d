package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.store.Bisection.Range;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Stores rows in one statement, or in as many as it takes to find the refused ones. */
@ApplicationScoped
class BisectingStore {
  private final RowStore rowStore;

  BisectingStore(RowStore rowStore) {
    this.rowStore = rowStore;
  }

  /**
   * Stores the rows that the database does not refuse.
   *
   * @param maxRefused fails with {@link SystemicRefusalException} when more rows are refused
   */
  Uni<Bisection> store(Rows rows, Claim claim, int maxRefused) {
    Bisection bisection = new Bisection(rows.size(), maxRefused);
    return Multi.createBy()
        .repeating()
        .uni(() -> storeNext(rows, claim, bisection))
        .whilst(stored -> bisection.next() != null)
        .collect()
        .last()
        .invoke(() -> failWhenSystemic(rows, bisection))
        .replaceWith(bisection);
  }

  private Uni<StoreResult> storeNext(Rows rows, Claim claim, Bisection bisection) {
    Range next = Objects.requireNonNull(bisection.next());
    Rows part = rows.slice(next.from(), next.to());
    Uni<StoreResult> stored =
        bisection.isLastTrial() ? rowStore.storeSuspect(part, claim) : rowStore.store(part, claim);
    return stored.invoke(
        result -> {
          if (result instanceof StoreResult.Late) {
            throw new LatePollException();
          }
          bisection.accept(result);
        });
  }

  private static void failWhenSystemic(Rows rows, Bisection bisection) {
    if (bisection.isSystemic()) {
      StoreResult.Refused last = Objects.requireNonNull(bisection.lastRefusal());
      String what =
          bisection.isClosed()
              ? "whatever it is given"
              : "most of %d readings".formatted(rows.size());
      throw new SystemicRefusalException(what, last);
    }
  }
}
