package dev.tidewire.processing.merge;

import static java.util.stream.Collectors.toSet;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.store.LastError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Merges what is due, in rounds over the homes of this process. Not thread-safe. */
@ApplicationScoped
class MergeRounds {
  /** Groups come to their age without a gather of their home. */
  private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final MergeDatabase database;
  private final MergeScope scope;
  private final MergeJobs jobs;
  private final MergeMetrics metrics;
  private final MergeFailures failures;
  private final DamagedMerges damaged;
  private final DamagedRows damagedRows;
  private final Backlog backlog;
  private final MergeOrders orders;
  private final ExpiredPartitions expired;
  private final Scrubber scrubber;
  private final ProcessingConfig.Merge config;
  private final Clock clock;
  private final Duration betweenLooks;
  private final Map<Integer, Instant> lookedAtGroups = new HashMap<>();
  private int rounds;

  /** What the running order has left; null before its first turn. */
  private @Nullable BooleanSupplier ordered;

  MergeRounds(
      MergeDatabase database,
      MergeScope scope,
      MergeJobs jobs,
      MergeMetrics metrics,
      DamagedMerges damaged,
      DamagedRows damagedRows,
      Backlog backlog,
      MergeOrders orders,
      ExpiredPartitions expired,
      Scrubber scrubber,
      ProcessingConfig config,
      Clock clock) {
    this.database = database;
    this.scope = scope;
    this.jobs = jobs;
    this.metrics = metrics;
    this.damaged = damaged;
    this.damagedRows = damagedRows;
    this.backlog = backlog;
    this.orders = orders;
    this.expired = expired;
    this.scrubber = scrubber;
    this.config = config.merge();
    this.clock = clock;
    this.failures = new MergeFailures(config.merge().period(), metrics, clock);
    Duration age = this.config.settleAge();
    this.betweenLooks = age.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? age : LONGEST_BETWEEN_LOOKS;
  }

  /** The last failure, even when it is over. */
  Optional<LastError> lastError() {
    return failures.last();
  }

  /**
   * Takes a turn of what is ordered, and merges once what is due in each home. Never fails. A
   * failure ends the order.
   *
   * @param pace called after each merge with the time that it should wait; false to end the round
   * @return the pause until the next round: none while more is due, longer and longer while the
   *     database fails
   */
  Duration run(Predicate<Duration> pace) {
    jobs.begin(pace);
    try {
      boolean isMoreDue = merge();
      failures.ended();
      return isMoreDue ? Duration.ZERO : config.period();
    } catch (RuntimeException failure) {
      ordered = null;
      orders.failed(failures.failed(failure));
      return failures.pause();
    }
  }

  private boolean merge() {
    int partitions = scope.partitions();
    if (partitions == 0) {
      return false;
    }
    // Before the look, so that it shows all that is there when the order is given.
    Optional<MergeOrder> order = orders.running();
    List<Waiting.Home> homes = look(partitions, scope.owned());
    damaged.keepOnly(homes.stream().map(Waiting.Home::number).collect(toSet()));
    backlog.update(partitions, homes);
    boolean isMoreDue = order.isPresent() && !takeTurn(order.get(), homes);
    // Where one home fails, the others have their turn before it.
    Collections.rotate(homes, rounds++);
    for (Waiting.Home home : homes) {
      isMoreDue |= merge(home);
    }
    jobs.vacuum();
    expired.drop();
    if (!isMoreDue) {
      scrubber.turn();
    }
    return isMoreDue;
  }

  private List<Waiting.Home> look(int partitions, Set<Integer> owned) {
    return owned.isEmpty()
        ? new ArrayList<>()
        : database.look(waiting -> waiting.homes(partitions, owned));
  }

  /** Takes a turn of the order; true when nothing is left. */
  private boolean takeTurn(MergeOrder order, List<Waiting.Home> homes) {
    BooleanSupplier all = ordered == null ? begin(order.kind(), homes) : ordered;
    ordered = all;
    if (!all.getAsBoolean()) {
      return false;
    }
    ordered = null;
    orders.done();
    return true;
  }

  /** Takes a turn each time; true when nothing is left. */
  private BooleanSupplier begin(MergeOrder.Kind kind, List<Waiting.Home> homes) {
    return switch (kind) {
      case MERGE, SETTLE -> new WholeMerge(jobs, database, orders, kind, homes)::takeTurn;
      case SCRUB ->
          new WholeScrub(new ScrubWalk(database, damagedRows), jobs, orders, metrics)::takeTurn;
    };
  }

  private boolean merge(Waiting.Home waiting) {
    int home = waiting.number();
    int gathered = isDue(waiting) ? run(new MergeJob(home, null)) : 0;
    if (gathered > 0 || isTimeForGroups(home)) {
      lookedAtGroups.put(home, clock.instant());
      List<Long> groups =
          database.look(look -> look.groups(home, config.settleReadings(), config.settleAge()));
      groups.forEach(group -> run(new MergeJob(home, group)));
    }
    return gathered > 0 && waiting.blocks() - gathered >= config.gatherBlocks();
  }

  /** How many blocks it took. */
  private int run(MergeJob job) {
    return jobs.run(job).orElse(Merged.NOTHING).blocks();
  }

  private boolean isDue(Waiting.Home home) {
    return home.blocks() >= config.gatherBlocks()
        || (home.blocks() > 0 && home.ageSeconds() * 1_000 >= config.gatherAge().toMillis());
  }

  private boolean isTimeForGroups(int home) {
    Instant last = lookedAtGroups.get(home);
    return last == null || !last.plus(betweenLooks).isAfter(clock.instant());
  }
}
