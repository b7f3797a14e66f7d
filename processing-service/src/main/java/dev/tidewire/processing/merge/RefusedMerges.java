package dev.tidewire.processing.merge;

import dev.tidewire.processing.merge.MergeReport.Stopped;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Refusal;
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
 * The merges that the database refuses while it does others. Each is tried again after longer and
 * longer pauses, so that it keeps nothing else from its turn. The log has the beginning, the end
 * and each other SQLSTATE.
 */
@ApplicationScoped
class RefusedMerges {
  private static final Logger LOG = Logger.getLogger(RefusedMerges.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration LONGEST_PAUSE_FOR_A_LOCK = Duration.ofSeconds(30);

  /** Bounds the log where a table refuses all of many groups. */
  private static final int MOST_TOLD = 20;

  private record Refused(
      Refusal refusal, Instant since, Duration pause, Instant until, boolean isTold) {}

  private final Map<MergeJob, Refused> refused = new ConcurrentHashMap<>();
  private final Clock clock;
  private volatile @Nullable LastError last;

  RefusedMerges(Clock clock) {
    this.clock = clock;
  }

  /** Whether it was refused last; it may be about to be tried again. */
  boolean isRefused(MergeJob job) {
    return refused.containsKey(job);
  }

  /** Whether it was refused last, for a reason that does not pass by itself. */
  boolean isStopped(MergeJob job) {
    Refused before = refused.get(job);
    return before != null && !before.refusal().isPassing();
  }

  /** Whether the merge is left out for now. */
  boolean has(MergeJob job) {
    Refused before = refused.get(job);
    return before != null && before.until().isAfter(clock.instant());
  }

  void refused(MergeJob job, Refusal refusal) {
    Instant now = clock.instant();
    Refused before = refused.get(job);
    boolean isNew = before == null || !before.refusal().sqlState().equals(refusal.sqlState());
    boolean isTold = before == null ? refused.size() < MOST_TOLD : before.isTold();
    Duration pause = before == null ? FIRST_PAUSE : longer(before.pause(), refusal);
    Instant since = before == null ? now : before.since();
    refused.put(job, new Refused(refusal, since, pause, now.plus(pause), isTold));
    last = new LastError(now, "%s: %s".formatted(job, refusal.cause()));
    if (isNew && isTold) {
      LOG.warnf(
          "The database refuses to merge %s; everything else is merged, and this is tried again"
              + " after longer and longer pauses. Cause: %s",
          job, refusal.cause());
    }
  }

  private static Duration longer(Duration pause, Refusal refusal) {
    Duration longest = refusal.isPassing() ? LONGEST_PAUSE_FOR_A_LOCK : LONGEST_PAUSE;
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longest) < 0 ? twice : longest;
  }

  void succeeded(MergeJob job) {
    Refused before = refused.remove(job);
    if (before != null && before.isTold()) {
      LOG.infof("Merging of %s works again; it was refused since %s", job, before.since());
    }
  }

  /** All of them, as they are now. */
  Set<MergeJob> jobs() {
    return Set.copyOf(refused.keySet());
  }

  /** Forgets all others. */
  void keepOnly(Set<MergeJob> jobs) {
    refused.keySet().retainAll(jobs);
  }

  /** All that are refused, by home. */
  List<Stopped> all() {
    return refused.entrySet().stream()
        .map(one -> stopped(one.getKey(), one.getValue()))
        .sorted(Comparator.comparingInt(Stopped::home).thenComparing(Stopped::since))
        .toList();
  }

  private static Stopped stopped(MergeJob job, Refused refused) {
    return new Stopped(job.home(), job.group(), refused.since(), refused.refusal().cause());
  }

  int count() {
    return refused.size();
  }

  /** The last refusal, even when it is over. */
  Optional<LastError> last() {
    return Optional.ofNullable(last);
  }
}
