package dev.tidewire.processing.merge;

import dev.tidewire.processing.merge.MergeFault.Kind;
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
  private final StoppedMerges stopped;
  private final DamagedRows damagedRows;
  private final MergeRounds rounds;
  private final MergeOrders orders;

  MergeReporter(
      Backlog backlog,
      StoppedMerges stopped,
      DamagedRows damagedRows,
      MergeRounds rounds,
      MergeOrders orders) {
    this.backlog = backlog;
    this.stopped = stopped;
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
        stopped.all(Kind.FRAME),
        stopped.all(Kind.REFUSED),
        stopped.all(Kind.BUG),
        damagedRows.all(),
        lastError().orElse(null),
        orders.last().orElse(null));
  }

  private Optional<LastError> lastError() {
    return Stream.of(rounds.lastError(), stopped.last())
        .flatMap(Optional::stream)
        .max(Comparator.comparing(LastError::at));
  }
}
