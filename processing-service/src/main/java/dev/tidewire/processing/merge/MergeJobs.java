package dev.tidewire.processing.merge;

import static java.util.stream.Collectors.toSet;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.chunk.Merged;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Runs merges one after another, paced, and counts what they do. Not thread-safe. */
@ApplicationScoped
class MergeJobs {
  /** A merge that takes long is not followed by a pause as long. */
  private static final Duration LONGEST_PACE = Duration.ofMillis(100);

  /** So many rows are left before the table is vacuumed: some 8 MB. */
  private static final int DEAD_BLOCKS = 1_000;

  private final MergeDatabase database;
  private final MergeMetrics metrics;
  private final StoppedMerges stopped;
  private final Backlog backlog;
  private final int settleReadings;
  private Predicate<Duration> pace = worked -> false;
  private boolean goesOn;
  private int deadBlocks;

  MergeJobs(
      MergeDatabase database,
      MergeMetrics metrics,
      StoppedMerges stopped,
      Backlog backlog,
      ProcessingConfig config) {
    this.settleReadings = config.merge().settleReadings();
    this.database = database;
    this.metrics = metrics;
    this.stopped = stopped;
    this.backlog = backlog;
  }

  /**
   * A round begins.
   *
   * @param itsPace called after each merge with the time that it should wait; false to end the
   *     round
   */
  void begin(Predicate<Duration> itsPace) {
    pace = itsPace;
    goesOn = true;
  }

  /** Whether the round goes on. */
  boolean goOn() {
    return goesOn;
  }

  /**
   * Runs a merge; fails if there is an outage.
   *
   * @return empty when it is left out: it fails while others work, another process merges the home,
   *     or the round has ended
   */
  Optional<Merged> run(MergeJob job) {
    return stopped.isPaused(job) ? Optional.empty() : runAnyway(job);
  }

  /** The same, also of a merge that has stopped and would be tried again later. */
  Optional<Merged> runAnyway(MergeJob job) {
    if (!goesOn) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    Optional<Merged> merged = attempt(job);
    rest(start);
    return merged;
  }

  private Optional<Merged> attempt(MergeJob job) {
    try {
      Optional<Merged> merged = merge(job);
      merged.ifPresent(done -> did(job, done));
      return merged;
    } catch (RuntimeException | Error failure) {
      MergeFault fault = MergeFault.of(failure);
      if (fault.isOutage()) {
        throw failure;
      }
      metrics.failed(fault);
      stopped.stop(job, fault);
      return Optional.empty();
    }
  }

  private Optional<Merged> merge(MergeJob job) {
    try {
      return merge(job, group -> !stopped.isStopped(new MergeJob(job.home(), group)));
    } catch (RuntimeException | Error failure) {
      if (!job.isGather() || MergeFault.of(failure).isOutage()) {
        throw failure;
      }
      // If it is that of one group, only this group is not to be merged any more.
      return merge(job, group -> false);
    }
  }

  private Optional<Merged> merge(MergeJob job, LongPredicate maySettle) {
    return database.merge(job.home(), store -> job.run(store, settleReadings, maySettle));
  }

  /** Forgets what has stopped and has nothing to merge any more, or is of another process now. */
  void forgetIdle(List<Waiting.Home> homes) {
    Set<Integer> numbers = homes.stream().map(Waiting.Home::number).collect(toSet());
    Set<MergeJob> left =
        stopped.jobs().stream().filter(job -> numbers.contains(job.home())).collect(toSet());
    Set<MergeJob> waiting =
        left.isEmpty() ? left : database.look(look -> look.those(List.copyOf(left)));
    stopped.keepOnly(waiting);
  }

  /** Waits as long as work has taken that began then. */
  void rest(long startNanos) {
    Duration worked = Duration.ofNanos(System.nanoTime() - startNanos);
    goesOn = pace.test(worked.compareTo(LONGEST_PACE) < 0 ? worked : LONGEST_PACE);
  }

  private void did(MergeJob job, Merged merged) {
    stopped.succeeded(job);
    metrics.merged(merged);
    deadBlocks += merged.blocks();
    if (job.isGather()) {
      backlog.gathered(job.home(), job.blocks(merged));
    }
  }

  void vacuum() {
    if (deadBlocks >= DEAD_BLOCKS) {
      database.vacuum();
      deadBlocks = 0;
    }
  }
}
