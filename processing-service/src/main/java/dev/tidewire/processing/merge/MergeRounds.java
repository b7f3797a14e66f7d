package dev.tidewire.processing.merge;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.order.MergeOrder;
import dev.tidewire.processing.order.MergeOrders;
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
import java.util.function.Predicate;

/** Merges what is due, in rounds over the homes of this process. Not thread-safe. */
@ApplicationScoped
class MergeRounds {
  /** Groups come to their age without a gather of their home. */
  private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final MergeDatabase database;
  private final MergeScope scope;
  private final MergeJobs jobs;
  private final MergeFailures failures;
  private final StoppedMerges stopped;
  private final Backlog backlog;
  private final MergeOrders orders;
  private final OrderTurns turns;
  private final ExpiredPartitions expired;
  private final Scrubber scrubber;
  private final ProcessingConfig.Merge config;
  private final Clock clock;
  private final Duration betweenLooks;
  private final Map<Integer, Instant> lookedAtGroups = new HashMap<>();
  private int rounds;

  MergeRounds(
      MergeDatabase database,
      MergeScope scope,
      MergeJobs jobs,
      MergeMetrics metrics,
      StoppedMerges stopped,
      Backlog backlog,
      MergeOrders orders,
      OrderTurns turns,
      ExpiredPartitions expired,
      Scrubber scrubber,
      ProcessingConfig config,
      Clock clock) {
    this.database = database;
    this.scope = scope;
    this.jobs = jobs;
    this.stopped = stopped;
    this.backlog = backlog;
    this.orders = orders;
    this.turns = turns;
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
   * Takes a turn of what is ordered, and merges once what is due in each home. Never fails.
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
    } catch (RuntimeException | Error failure) {
      // Nobody would notice that the thread has ended.
      failures.failed(MergeFault.of(failure));
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
    List<Waiting.Home> homes = look(partitions, order.isPresent());
    jobs.forgetIdle(homes);
    backlog.update(partitions, homes);
    boolean isMoreDue = order.isPresent() && !turns.take(order.get(), homes);
    // Where the time of a round is over early, the others have their turn before.
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

  private List<Waiting.Home> look(int partitions, boolean isOrdered) {
    Set<Integer> owned = scope.owned();
    try {
      return owned.isEmpty()
          ? new ArrayList<>()
          : database.look(waiting -> waiting.homes(partitions, owned));
    } catch (RuntimeException failure) {
      if (isOrdered) {
        turns.fail(MergeFault.of(failure).cause());
      }
      throw failure;
    }
  }

  private boolean merge(Waiting.Home waiting) {
    int home = waiting.number();
    MergeJob gather = new MergeJob(home, null);
    int gathered = isDue(waiting) || stopped.isStopped(gather) ? run(gather) : 0;
    boolean hasRetried = retryGroups(home);
    if (gathered > 0 || hasRetried || isTimeForGroups(home)) {
      settle(home);
      // Not before: what an outage has kept from being settled is tried again after it.
      lookedAtGroups.put(home, clock.instant());
    }
    return gathered > 0 && waiting.blocks() - gathered >= config.gatherBlocks();
  }

  /** Those that have stopped and whose pauses are over, whether they are due or not. */
  private boolean retryGroups(int home) {
    return stopped.groupsOf(home).stream().filter(job -> run(job) > 0).count() > 0;
  }

  private void settle(int home) {
    List<Waiting.Group> groups =
        database.look(look -> look.groups(home, config.settleReadings(), config.settleAge()));
    groups.removeIf(group -> run(new MergeJob(home, group.number())) > 0);
    backlog.left(home, groups);
  }

  /** How many blocks it took. */
  private int run(MergeJob job) {
    return job.blocks(jobs.run(job).orElse(Merged.NOTHING));
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
