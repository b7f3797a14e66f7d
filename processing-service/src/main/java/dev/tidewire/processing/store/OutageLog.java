package dev.tidewire.processing.store;

import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the outages of one thing. An outage begins with the first failure and ends when everyone
 * who failed has succeeded, whatever others do in the meantime. The log has its beginning, its end
 * and each change of cause, but not each attempt.
 */
public final class OutageLog {
  private static final Logger LOG = Logger.getLogger(OutageLog.class);

  private final String what;
  private final String effect;
  private final Clock clock;
  private final Set<Object> failing = new HashSet<>();
  private volatile @Nullable Outage current;
  private volatile @Nullable LastError lastError;

  /**
   * @param what has outages, as the beginning of a sentence
   */
  public OutageLog(String what, Clock clock) {
    this(what, "readings wait in Kafka", clock);
  }

  /**
   * @param what has outages, as the beginning of a sentence
   * @param effect that an outage has, as a clause
   */
  public OutageLog(String what, String effect, Clock clock) {
    this.what = what;
    this.effect = effect;
    this.clock = clock;
  }

  /**
   * An attempt has failed.
   *
   * @param who made it
   * @param cause in words
   * @return whether it is their first failure in this outage
   */
  public synchronized boolean failed(Object who, String cause) {
    boolean first = failing.add(who);
    lastError = new LastError(clock.instant(), cause);
    Outage before = current;
    current = before == null ? new Outage(clock.instant(), 1, cause) : before.again(cause);
    if (before == null) {
      LOG.warnf("%s fails; %s until it works. Cause: %s", what, effect, cause);
    } else if (!before.cause().equals(cause)) {
      LOG.warnf("%s still fails, with another cause: %s", what, cause);
    }
    return first;
  }

  /** An attempt has succeeded. */
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

  /** The current outage, if there is one. */
  public Optional<Outage> current() {
    return Optional.ofNullable(current);
  }

  /** The last failure, even when its outage is over. */
  public Optional<LastError> lastError() {
    return Optional.ofNullable(lastError);
  }
}
