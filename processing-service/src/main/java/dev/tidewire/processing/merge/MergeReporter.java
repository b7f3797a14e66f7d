package dev.tidewire.processing.merge;

import dev.tidewire.processing.order.MergeOrders;
import dev.tidewire.processing.store.LastError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports what the background merge is doing. */
@ApplicationScoped
public class MergeReporter {
  private final Backlog backlog;
  private final DamagedMerges damaged;
  private final RefusedMerges refused;
  private final DamagedRows damagedRows;
  private final MergeRounds rounds;
  private final MergeOrders orders;

  MergeReporter(
      Backlog backlog,
      DamagedMerges damaged,
      RefusedMerges refused,
      DamagedRows damagedRows,
      MergeRounds rounds,
      MergeOrders orders) {
    this.backlog = backlog;
    this.damaged = damaged;
    this.refused = refused;
    this.damagedRows = damagedRows;
    this.rounds = rounds;
    this.orders = orders;
  }

  /** As it is now. */
  public MergeReport report() {
    return new MergeReport(
        backlog.blocks().orElse(null),
        backlog.overdue(),
        backlog.behind().orElse(null),
        damaged.all(),
        refused.all(),
        damagedRows.all(),
        lastError().orElse(null),
        orders.last().orElse(null));
  }

  private Optional<LastError> lastError() {
    return Stream.of(rounds.lastError(), refused.last())
        .flatMap(Optional::stream)
        .max(Comparator.comparing(LastError::at));
  }
}
