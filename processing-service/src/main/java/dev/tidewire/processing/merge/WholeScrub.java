package dev.tidewire.processing.merge;

import dev.tidewire.processing.chunk.Checked;
import dev.tidewire.processing.order.MergeOrders;
import java.time.Duration;

/** Checks everything that is stored as an operator's order, in turns. Not thread-safe. */
final class WholeScrub {
  private static final Duration TURN = Duration.ofSeconds(2);

  private final ScrubWalk walk;
  private final MergeJobs jobs;
  private final MergeOrders orders;
  private final MergeMetrics metrics;

  WholeScrub(ScrubWalk walk, MergeJobs jobs, MergeOrders orders, MergeMetrics metrics) {
    this.walk = walk;
    this.jobs = jobs;
    this.orders = orders;
    this.metrics = metrics;
  }

  /** Checks for one turn; whether nothing is left. */
  boolean takeTurn() {
    long start = System.nanoTime();
    while (!walk.isThrough() && jobs.goOn() && System.nanoTime() - start < TURN.toNanos()) {
      long begun = System.nanoTime();
      Checked checked = walk.next();
      metrics.checked(checked);
      orders.checked(checked);
      jobs.rest(begun);
    }
    return walk.isThrough();
  }
}
