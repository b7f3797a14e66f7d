package dev.tidewire.processing.merge;

import dev.tidewire.processing.merge.MergeFault.Kind;
import dev.tidewire.processing.order.MergeOrder;
import dev.tidewire.processing.order.MergeOrders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes turns of what is ordered. An order fails by what fails in its own turns, and by an outage.
 * Not thread-safe.
 */
@ApplicationScoped
class OrderTurns {
  private static final Logger LOG = Logger.getLogger(OrderTurns.class);

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
    } catch (RuntimeException | Error failure) {
      MergeFault fault = MergeFault.of(failure);
      fail(fault.cause());
      if (fault.isOutage()) {
        throw failure;
      }
      tell(order, fault);
    }
    return true;
  }

  private void tell(MergeOrder order, MergeFault fault) {
    if (fault.kind() == Kind.BUG) {
      metrics.failed(fault);
      LOG.errorf(
          fault.failure(), "An error in the program ends the order `%s`", order.kind().code());
    }
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
