package dev.tidewire.processing.merge;

import dev.tidewire.processing.store.FailureReport;
import dev.tidewire.processing.store.LastError;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
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

  /** What has failed, in words. */
  static String cause(RuntimeException failure) {
    Throwable unwrapped = failure instanceof CompletionException ? failure.getCause() : failure;
    return FailureReport.of(Objects.requireNonNullElse(unwrapped, failure));
  }

  /** A round has failed. */
  void failed(RuntimeException failure) {
    metrics.databaseFailed();
    String cause = cause(failure);
    if (!fails) {
      LOG.warnf("Merging fails; blocks wait until it works. Cause: %s", cause);
    } else {
      LOG.debugf(failure, "Merging still fails: %s", cause);
    }
    fails = true;
    last = new LastError(clock.instant(), cause);
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
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
