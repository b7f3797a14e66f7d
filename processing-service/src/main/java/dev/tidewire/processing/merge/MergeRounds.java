package dev.tidewire.processing.merge;

import static java.util.stream.Collectors.toSet;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.store.FailureReport;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Merges what is due, in rounds over the homes of this process. Not thread-safe. */
@ApplicationScoped
class MergeRounds {
  private static final Logger LOG = Logger.getLogger(MergeRounds.class);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Groups come to their age without a gather of their home. */
  private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final MergeDatabase database;
  private final MergeScope scope;
  private final MergeJobs jobs;
  private final MergeMetrics metrics;
  private final DamagedMerges damaged;
  private final Backlog backlog;
  private final MergeOrders orders;
  private final ProcessingConfig.Merge config;
  private final Clock clock;
  private final Duration betweenLooks;
  private final Map<Integer, Instant> lookedAtGroups = new HashMap<>();
  private Duration pause;
  private boolean fails;
  private int rounds;
  private volatile @Nullable LastError lastError;

  /** What the running order has left; null before its first turn. */
  private @Nullable WholeMerge ordered;

  MergeRounds(
      MergeDatabase database,
      MergeScope scope,
      MergeJobs jobs,
      MergeMetrics metrics,
      DamagedMerges damaged,
      Backlog backlog,
      MergeOrders orders,
      ProcessingConfig config,
      Clock clock) {
    this.database = database;
    this.scope = scope;
    this.jobs = jobs;
    this.metrics = metrics;
    this.damaged = damaged;
    this.backlog = backlog;
    this.orders = orders;
    this.config = config.merge();
    this.clock = clock;
    this.pause = this.config.period();
    Duration age = this.config.settleAge();
    this.betweenLooks = age.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? age : LONGEST_BETWEEN_LOOKS;
  }

  /** The last failure, even when it is over. */
  Optional<LastError> lastError() {
    return Optional.ofNullable(lastError);
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
      if (fails) {
        LOG.info("Merging works again");
      }
      fails = false;
      pause = config.period();
      return isMoreDue ? Duration.ZERO : pause;
    } catch (RuntimeException failure) {
      return failed(failure);
    }
  }

  private Duration failed(RuntimeException failure) {
    metrics.databaseFailed();
    Throwable unwrapped = failure instanceof CompletionException ? failure.getCause() : failure;
    String cause = FailureReport.of(Objects.requireNonNullElse(unwrapped, failure));
    if (!fails) {
      LOG.warnf("Merging fails; blocks wait until it works. Cause: %s", cause);
    } else {
      LOG.debugf(failure, "Merging still fails: %s", cause);
    }
    fails = true;
    lastError = new LastError(clock.instant(), cause);
    ordered = null;
    orders.failed(cause);
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    return pause;
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
    boolean isMoreDue = order.isPresent() && !isDone(order.get(), homes);
    // Where one home fails, the others have their turn before it.
    Collections.rotate(homes, rounds++);
    for (Waiting.Home home : homes) {
      isMoreDue |= merge(home);
    }
    jobs.vacuum();
    return isMoreDue;
  }

  private List<Waiting.Home> look(int partitions, Set<Integer> owned) {
    return owned.isEmpty()
        ? new ArrayList<>()
        : database.look(waiting -> waiting.homes(partitions, owned));
  }

  private boolean isDone(MergeOrder order, List<Waiting.Home> homes) {
    WholeMerge all =
        ordered == null ? new WholeMerge(jobs, database, orders, order.kind(), homes) : ordered;
    ordered = all;
    if (!all.takeTurn()) {
      return false;
    }
    ordered = null;
    orders.done();
    return true;
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
