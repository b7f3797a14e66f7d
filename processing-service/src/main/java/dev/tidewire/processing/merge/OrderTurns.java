package dev.tidewire.processing.merge;

import dev.tidewire.processing.order.MergeOrder;
import dev.tidewire.processing.order.MergeOrders;
import dev.tidewire.processing.store.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes turns of what is ordered. An order fails by what fails in its own turns, and by an outage.
 * Not thread-safe.
 */
@ApplicationScoped
class OrderTurns {
  private final MergeDatabase database;
  private final MergeJobs jobs;
  private final MergeMetrics metrics;
  private final DamagedRows damagedRows;
  private final MergeOrders orders;

  /** What the running order has left; null before its first turn. */
  private @Nullable BooleanSupplier ordered;

  OrderTurns(
      MergeDatabase database,
      MergeJobs jobs,
      MergeMetrics metrics,
      DamagedRows damagedRows,
      MergeOrders orders) {
    this.database = database;
    this.jobs = jobs;
    this.metrics = metrics;
    this.damagedRows = damagedRows;
    this.orders = orders;
  }

  /**
   * Takes a turn; fails if there is an outage.
   *
   * @param homes those with blocks
   * @return whether nothing is left
   */
  boolean take(MergeOrder order, List<Waiting.Home> homes) {
    try {
      BooleanSupplier all = ordered == null ? begin(order.kind(), homes) : ordered;
      ordered = all;
      if (!all.getAsBoolean()) {
        return false;
      }
      ordered = null;
      orders.done();
    } catch (RuntimeException failure) {
      fail(MergeFailures.cause(failure));
      if (Refusal.of(failure).isEmpty()) {
        throw failure;
      }
    }
    return true;
  }

  /** Nothing is done of what runs any more. */
  void fail(String cause) {
    ordered = null;
    orders.failed(cause);
  }

  /** Takes a turn each time; true when nothing is left. */
  private BooleanSupplier begin(MergeOrder.Kind kind, List<Waiting.Home> homes) {
    return switch (kind) {
      case MERGE, SETTLE -> new WholeMerge(jobs, database, orders, kind, homes)::takeTurn;
      case SCRUB ->
          new WholeScrub(new ScrubWalk(database, damagedRows), jobs, orders, metrics)::takeTurn;
    };
  }
}
