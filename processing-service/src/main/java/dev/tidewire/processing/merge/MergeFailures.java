package dev.tidewire.processing.merge;

import dev.tidewire.processing.merge.MergeFault.Kind;
import dev.tidewire.processing.store.LastError;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells when merging as a whole begins to fail and when it works again. One thread calls it, any
 * may ask.
 */
final class MergeFailures {
  private static final Logger LOG = Logger.getLogger(MergeFailures.class);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Duration period;
  private final MergeMetrics metrics;
  private final Clock clock;
  private Duration pause;
  private boolean fails;
  private volatile @Nullable LastError last;

  /** None yet. */
  MergeFailures(Duration period, MergeMetrics metrics, Clock clock) {
    this.period = period;
    this.metrics = metrics;
    this.clock = clock;
    this.pause = period;
  }

  /** A round has not failed. */
  void ended() {
    if (fails) {
      LOG.info("Merging works again");
    }
    fails = false;
    pause = period;
  }

  /** A round has failed. */
  void failed(MergeFault fault) {
    metrics.failedAsAWhole(fault);
    if (!fails) {
      tell(fault);
    } else {
      LOG.debugf(fault.failure(), "Merging still fails: %s", fault.cause());
    }
    fails = true;
    last = new LastError(clock.instant(), fault.cause());
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static void tell(MergeFault fault) {
    if (fault.kind() == Kind.BUG) {
      LOG.error(
          "Merging fails because of an error in the program; blocks wait until it works",
          fault.failure());
    } else {
      LOG.warnf("Merging fails; blocks wait until it works. Cause: %s", fault.cause());
    }
  }

  /** How long to wait after the failure: longer and longer. */
  Duration pause() {
    return pause;
  }

  /** The last failure, even when it is over. */
  Optional<LastError> last() {
    return Optional.ofNullable(last);
  }
}
