package dev.tidewire.processing.merge;

import jakarta.enterprise.context.ApplicationScoped;

/** Reports what the background merge is doing. */
@ApplicationScoped
public class MergeReporter {
  private final Backlog backlog;
  private final DamagedMerges damaged;
  private final DamagedRows damagedRows;
  private final MergeRounds rounds;
  private final MergeOrders orders;

  MergeReporter(
      Backlog backlog,
      DamagedMerges damaged,
      DamagedRows damagedRows,
      MergeRounds rounds,
      MergeOrders orders) {
    this.backlog = backlog;
    this.damaged = damaged;
    this.damagedRows = damagedRows;
    this.rounds = rounds;
    this.orders = orders;
  }

  /** As it is now. */
  public MergeReport report() {
    return new MergeReport(
        backlog.blocks().orElse(null),
        backlog.behind().orElse(null),
        damaged.all(),
        damagedRows.all(),
        rounds.lastError().orElse(null),
        orders.last().orElse(null));
  }
}
