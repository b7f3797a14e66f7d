package dev.tidewire.processing.merge;

import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.order.MergeOrder.Kind;
import dev.tidewire.processing.order.MergeOrders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Carries out an operator's order, in turns, so that what is due meanwhile does not wait for its
 * end. Not thread-safe.
 */
final class WholeMerge {
  private static final Duration TURN = Duration.ofSeconds(2);

  private final MergeJobs jobs;
  private final MergeDatabase database;
  private final MergeOrders orders;
  private final Kind kind;
  private final Deque<Waiting.Home> homes;
  private final Deque<MergeJob> groups = new ArrayDeque<>();

  /**
   * @param homes all that have blocks since the order was given
   */
  WholeMerge(
      MergeJobs jobs,
      MergeDatabase database,
      MergeOrders orders,
      Kind kind,
      List<Waiting.Home> homes) {
    this.jobs = jobs;
    this.database = database;
    this.orders = orders;
    this.kind = kind;
    this.homes = new ArrayDeque<>(homes);
  }

  /** Merges for one turn; whether nothing is left. */
  boolean takeTurn() {
    long start = System.nanoTime();
    while (jobs.goOn() && System.nanoTime() - start < TURN.toNanos()) {
      if (!groups.isEmpty()) {
        settle(groups.remove());
      } else if (!homes.isEmpty()) {
        gather(homes.remove());
      } else {
        return true;
      }
    }
    return false;
  }

  /** Newer blocks than those there at the beginning may come for ever. */
  private void gather(Waiting.Home home) {
    int gathered = home.blocks() > 0 ? run(new MergeJob(home.number(), null)) : 0;
    if (gathered > 0 && gathered < home.blocks()) {
      homes.addFirst(home.without(gathered));
    } else if (kind == Kind.SETTLE) {
      database
          .look(waiting -> waiting.groups(home.number(), 0, Duration.ZERO))
          .forEach(group -> groups.add(new MergeJob(home.number(), group.number())));
    }
  }

  private void settle(MergeJob group) {
    if (run(group) > 0) {
      groups.addFirst(group);
    }
  }

  /** How many blocks it took. */
  private int run(MergeJob job) {
    Optional<Merged> merged = jobs.runAnyway(job);
    merged.ifPresentOrElse(orders::did, orders::skippedOne);
    return job.blocks(merged.orElse(Merged.NOTHING));
  }
}
