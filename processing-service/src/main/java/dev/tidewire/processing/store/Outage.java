package dev.tidewire.processing.store;

import java.time.Instant;

/**
 * A time in which the database does not take what it is given.
 *
 * @param since the first failed attempt
 * @param attempts failed so far
 * @param cause the last attempt's failure, in words
 */
public record Outage(Instant since, long attempts, String cause) {

  /** The same outage after another failed attempt. */
  public Outage again(String latestCause) {
    return new Outage(since, attempts + 1, latestCause);
  }
}
