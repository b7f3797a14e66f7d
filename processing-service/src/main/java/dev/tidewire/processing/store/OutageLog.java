package dev.tidewire.processing.store;

import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of one thing's outages. One begins with the first that fails and ends when the last
 * that failed has succeeded, whatever others do meanwhile. Both ends are logged, and so is another
 * cause in between; the attempts are not.
 */
public final class OutageLog {
  private static final Logger LOG = Logger.getLogger(OutageLog.class);

  private final String what;
  private final Clock clock;
  private final Set<Object> failing = new HashSet<>();
  private volatile @Nullable Outage current;
  private volatile @Nullable LastError lastError;

  /**
   * @param what is out, as a sentence about it begins
   */
  public OutageLog(String what, Clock clock) {
    this.what = what;
    this.clock = clock;
  }

  /**
   * An attempt of somebody has failed.
   *
   * @param cause in words
   * @return whether it is the first failure of theirs in this outage
   */
  public synchronized boolean failed(Object who, String cause) {
    boolean first = failing.add(who);
    lastError = new LastError(clock.instant(), cause);
    Outage before = current;
    current = before == null ? new Outage(clock.instant(), 1, cause) : before.again(cause);
    if (before == null) {
      LOG.warnf("%s fails; readings wait in Kafka until it works. Cause: %s", what, cause);
    } else if (!before.cause().equals(cause)) {
      LOG.warnf("%s still fails, with another cause: %s", what, cause);
    }
    return first;
  }

  /** An attempt of somebody has succeeded. */
  public void succeeded(Object who) {
    if (current != null) {
      end(who);
    }
  }

  private synchronized void end(Object who) {
    Outage over = current;
    if (failing.remove(who) && failing.isEmpty() && over != null) {
      current = null;
      LOG.infof(
          "%s works again, after the outage since %s with %d failed attempts",
          what, over.since(), over.attempts());
    }
  }

  /** The outage that is not over, if there is one. */
  public Optional<Outage> current() {
    return Optional.ofNullable(current);
  }

  /** The last failure, also when its outage is over. */
  public Optional<LastError> lastError() {
    return Optional.ofNullable(lastError);
  }
}
