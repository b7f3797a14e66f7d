package dev.tidewire.processing.store;

import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One outage for all that wait: it begins with the first that fails and ends when the last that
 * failed has succeeded, whatever others do meanwhile.
 */
public final class Outages {
  private final Clock clock;
  private final Set<Object> waiting = new HashSet<>();
  private volatile @Nullable Outage current;

  public Outages(Clock clock) {
    this.clock = clock;
  }

  /**
   * An attempt of somebody has failed.
   *
   * @param cause why, in words, or null when an earlier failure tells more
   * @return the outage that begins with it, if one does
   */
  public synchronized Optional<Outage> failed(Object who, @Nullable String cause) {
    waiting.add(who);
    Outage known = current;
    if (known == null) {
      current = new Outage(clock.instant(), cause == null ? "earlier attempts failed" : cause);
      return current();
    }
    if (cause != null) {
      current = new Outage(known.since(), cause);
    }
    return Optional.empty();
  }

  /** Somebody has succeeded or given up; returns the outage that ends with it, if one does. */
  public synchronized Optional<Outage> over(Object who) {
    if (!waiting.remove(who) || !waiting.isEmpty()) {
      return Optional.empty();
    }
    Optional<Outage> ended = current();
    current = null;
    return ended;
  }

  /** The outage of now. */
  public Optional<Outage> current() {
    return Optional.ofNullable(current);
  }
}
