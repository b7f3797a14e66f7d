package dev.tidewire.processing.store;

import java.time.Instant;

/**
 * The circuit breaker in front of the database.
 *
 * @param since when it got into this state; the start of the process, if it never changed
 */
public record Breaker(State state, Instant since) {
  /** What happens to an attempt. */
  public enum State {
    /** It is made. */
    CLOSED,
    /** It is not made: the last ones failed. */
    OPEN,
    /** The next one is made to see whether the database is back. */
    HALF_OPEN
  }
}
