package dev.tidewire.processing.merge;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Checks everything that is stored, again and again, so slowly that it takes one hundredth of a
 * core. Only the process that consumes the first partition does. A walk begins anew with the
 * process. Not thread-safe.
 */
@ApplicationScoped
class Scrubber {
  private static final Logger LOG = Logger.getLogger(Scrubber.class);

  /** It rests so many times as long as it works. */
  private static final int RESTS = 99;

  /** Few readings are checked in no time. */
  private static final Duration BETWEEN_WALKS = Duration.ofHours(1);

  private final MergeDatabase database;
  private final MergeScope scope;
  private final DamagedRows damaged;
  private final MergeMetrics metrics;
  private final Clock clock;
  private ScrubWalk walk;
  private Instant next = Instant.MIN;
  private boolean fails;

  Scrubber(
      MergeDatabase database,
      MergeScope scope,
      DamagedRows damaged,
      MergeMetrics metrics,
      Clock clock) {
    this.database = database;
    this.scope = scope;
    this.damaged = damaged;
    this.metrics = metrics;
    this.clock = clock;
    this.walk = new ScrubWalk(database, damaged);
  }

  /** Checks the next page if it has rested. Never fails. */
  void turn() {
    if (clock.instant().isBefore(next) || !scope.owned().contains(0)) {
      return;
    }
    long start = System.nanoTime();
    try {
      metrics.checked(walk.next());
      fails = false;
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
    Duration rest = Duration.ofNanos(System.nanoTime() - start).multipliedBy(RESTS);
    if (walk.isThrough()) {
      walk = new ScrubWalk(database, damaged);
      rest = rest.compareTo(BETWEEN_WALKS) > 0 ? rest : BETWEEN_WALKS;
    }
    next = clock.instant().plus(rest);
  }

  /** The page is checked again at the next turn. */
  private void failed(Throwable failure) {
    MergeFault fault = MergeFault.of(failure);
    boolean isBug = fault.kind() == MergeFault.Kind.BUG;
    if (isBug) {
      metrics.failed(fault);
    }
    if (!fails && isBug) {
      LOG.error("An error in the program keeps what is stored from being checked", failure);
    } else if (!fails) {
      LOG.warnf(
          "What is stored cannot be checked for damage; trying again. Cause: %s", fault.cause());
    }
    fails = true;
  }
}
