package dev.tidewire.processing.merge;

import dev.tidewire.processing.merge.MergeFault.Kind;
import dev.tidewire.processing.merge.MergeReport.Stopped;
import dev.tidewire.processing.store.LastError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The merges that fail while others work. Each is tried again after longer and longer pauses, so
 * that it keeps nothing else from its turn, and works again once somebody has repaired it. The log
 * has the beginning, the end and each other fault.
 */
@ApplicationScoped
class StoppedMerges {
  private static final Logger LOG = Logger.getLogger(StoppedMerges.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration LONGEST_PAUSE_IF_PASSING = Duration.ofSeconds(30);

  /** Bounds the log where all of many groups fail. Damaged frames are few, and each is told. */
  private static final int MOST_TOLD = 20;

  private record Stop(
      MergeFault fault, Instant since, Duration pause, Instant until, boolean isTold) {}

  private final Map<MergeJob, Stop> stops = new ConcurrentHashMap<>();
  private final Clock clock;
  private volatile @Nullable LastError last;

  StoppedMerges(Clock clock) {
    this.clock = clock;
  }

  /** Whether it failed last; it may be about to be tried again. */
  boolean isStopped(MergeJob job) {
    return stops.containsKey(job);
  }

  /** Whether it failed last, for a reason that does not pass by itself. */
  boolean isStoppedForLong(MergeJob job) {
    Stop stop = stops.get(job);
    return stop != null && !stop.fault().isPassing();
  }

  /** Whether the merge is left out for now. */
  boolean isPaused(MergeJob job) {
    Stop stop = stops.get(job);
    return stop != null && stop.until().isAfter(clock.instant());
  }

  /** The groups of a home that failed last. */
  List<MergeJob> groupsOf(int home) {
    return stops.keySet().stream()
        .filter(job -> job.home() == home && !job.isGather())
        .sorted(Comparator.comparing(MergeJob::group))
        .toList();
  }

  void stop(MergeJob job, MergeFault fault) {
    Instant now = clock.instant();
    Stop before = stops.get(job);
    boolean isNew = before == null || !before.fault().key().equals(fault.key());
    boolean isTold = isToTell(before, fault);
    Duration pause = before == null ? FIRST_PAUSE : longer(before.pause(), fault);
    Instant since = before == null ? now : before.since();
    stops.put(job, new Stop(fault, since, pause, now.plus(pause), isTold));
    last = new LastError(now, "%s: %s".formatted(job, fault.cause()));
    if (isNew && isTold) {
      tell(job, fault);
    }
  }

  /** What was not told because too many others had such a fault is told when it meets another. */
  private boolean isToTell(@Nullable Stop before, MergeFault fault) {
    boolean isOfAnotherKind = before == null || before.fault().kind() != fault.kind();
    return fault.kind() == Kind.FRAME
        || (before != null && before.isTold())
        || (isOfAnotherKind && count(fault.kind()) < MOST_TOLD);
  }

  private static Duration longer(Duration pause, MergeFault fault) {
    Duration longest = fault.isPassing() ? LONGEST_PAUSE_IF_PASSING : LONGEST_PAUSE;
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longest) < 0 ? twice : longest;
  }

  private static void tell(MergeJob job, MergeFault fault) {
    switch (fault.kind()) {
      case FRAME ->
          LOG.errorf(
              "A stored frame is damaged, so this is not merged any more: %s. Nothing is deleted,"
                  + " and everything else is merged. Cause: %s",
              job, fault.cause());
      case BUG ->
          LOG.errorf(
              fault.failure(),
              "An error in the program keeps %s from being merged; everything else is merged, and"
                  + " this is tried again after longer and longer pauses",
              job);
      default ->
          LOG.warnf(
              "The database refuses to merge %s; everything else is merged, and this is tried"
                  + " again after longer and longer pauses. Cause: %s",
              job, fault.cause());
    }
  }

  void succeeded(MergeJob job) {
    Stop before = stops.remove(job);
    if (before != null && before.isTold()) {
      LOG.infof("Merging of %s works again; it had stopped since %s", job, before.since());
    }
  }

  /** All of them, as they are now. */
  Set<MergeJob> jobs() {
    return Set.copyOf(stops.keySet());
  }

  /** Forgets all others. */
  void keepOnly(Set<MergeJob> jobs) {
    stops.keySet().retainAll(jobs);
  }

  /** All that have stopped for such a fault, by home. */
  List<Stopped> all(Kind kind) {
    return stops.entrySet().stream()
        .filter(one -> one.getValue().fault().kind() == kind)
        .map(one -> stopped(one.getKey(), one.getValue()))
        .sorted(Comparator.comparingInt(Stopped::home).thenComparing(Stopped::since))
        .toList();
  }

  private static Stopped stopped(MergeJob job, Stop stop) {
    return new Stopped(job.home(), job.group(), stop.since(), stop.fault().cause());
  }

  int count(Kind kind) {
    return (int) stops.values().stream().filter(stop -> stop.fault().kind() == kind).count();
  }

  /** The last fault, even when it is over. */
  Optional<LastError> last() {
    return Optional.ofNullable(last);
  }
}
