package dev.tidewire.processing.store;

import java.time.Instant;

/**
 * The circuit breaker in front of the database.
 *
 * @param since when it entered this state; the start of the process, if it never changed
 */
public record Breaker(State state, Instant since) {
  /** What happens to attempts. */
  public enum State {
    /** They are made. */
    CLOSED,
    /** They fail at once, because the last ones failed. */
    OPEN,
    /** One is made to test whether the database is back. */
    HALF_OPEN
  }
}
