package dev.tidewire.processing.store;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of one thing's outages. Both ends of an outage are logged, and so is another cause
 * in between; the attempts are not.
 */
public final class OutageLog {
  private static final Logger LOG = Logger.getLogger(OutageLog.class);

  private final String what;
  private final Clock clock;
  private final AtomicReference<@Nullable Outage> current = new AtomicReference<>();
  private volatile @Nullable LastError lastError;

  /**
   * @param what is out, as a sentence about it begins
   */
  public OutageLog(String what, Clock clock) {
    this.what = what;
    this.clock = clock;
  }

  /** An attempt has failed. */
  public void failed(String cause) {
    lastError = new LastError(clock.instant(), cause);
    Outage before =
        current.getAndUpdate(
            known -> known == null ? new Outage(clock.instant(), 1, cause) : known.again(cause));
    if (before == null) {
      LOG.warnf("%s fails; readings wait in Kafka until it works. Cause: %s", what, cause);
    } else if (!before.cause().equals(cause)) {
      LOG.warnf("%s still fails, with another cause: %s", what, cause);
    }
  }

  /** An attempt has succeeded. */
  public void succeeded() {
    if (current.get() == null) {
      return;
    }
    Outage over = current.getAndSet(null);
    if (over != null) {
      LOG.infof(
          "%s works again, after the outage since %s with %d failed attempts",
          what, over.since(), over.attempts());
    }
  }

  /** The outage that is not over, if there is one. */
  public Optional<Outage> current() {
    return Optional.ofNullable(current.get());
  }

  /** The last failure, also when its outage is over. */
  public Optional<LastError> lastError() {
    return Optional.ofNullable(lastError);
  }
}
