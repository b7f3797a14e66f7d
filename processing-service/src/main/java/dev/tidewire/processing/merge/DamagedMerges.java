package dev.tidewire.processing.merge;

import dev.tidewire.processing.chunk.DamagedFrameException;
import dev.tidewire.processing.merge.MergeReport.Stopped;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The merges that have stopped because a stored frame is damaged. Each is tried again now and then,
 * in case somebody has repaired it; the log has it once.
 */
@ApplicationScoped
class DamagedMerges {
  private static final Logger LOG = Logger.getLogger(DamagedMerges.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private record Damage(String what, Instant since, Instant until) {}

  private final Map<MergeJob, Damage> stopped = new ConcurrentHashMap<>();
  private final Clock clock;

  DamagedMerges(Clock clock) {
    this.clock = clock;
  }

  /** Whether it has stopped; it may be about to be tried again. */
  boolean isStopped(MergeJob job) {
    return stopped.containsKey(job);
  }

  /** Whether the merge is left out for now. */
  boolean has(MergeJob job) {
    Damage damage = stopped.get(job);
    return damage != null && damage.until().isAfter(clock.instant());
  }

  void stop(MergeJob job, DamagedFrameException failure) {
    String what = String.valueOf(failure.getMessage());
    Instant now = clock.instant();
    Damage before = stopped.get(job);
    Instant since = before == null ? now : before.since();
    stopped.put(job, new Damage(what, since, now.plus(PAUSE)));
    if (before == null || !before.what().equals(what)) {
      LOG.errorf(
          "A stored frame is damaged, so this is not merged any more: %s. Nothing is deleted, and"
              + " everything else is merged. Cause: %s",
          job, what);
    }
  }

  void succeeded(MergeJob job) {
    if (stopped.remove(job) != null) {
      LOG.infof("This is merged again: %s", job);
    }
  }

  /** All of them, as they are now. */
  Set<MergeJob> jobs() {
    return Set.copyOf(stopped.keySet());
  }

  /** Forgets all others. */
  void keepOnly(Set<MergeJob> jobs) {
    stopped.keySet().retainAll(jobs);
  }

  /** All that have stopped, by home. */
  List<Stopped> all() {
    return stopped.entrySet().stream()
        .map(one -> stopped(one.getKey(), one.getValue()))
        .sorted(Comparator.comparingInt(Stopped::home).thenComparing(Stopped::since))
        .toList();
  }

  private static Stopped stopped(MergeJob job, Damage damage) {
    return new Stopped(job.home(), job.group(), damage.since(), damage.what());
  }

  int count() {
    return stopped.size();
  }
}
