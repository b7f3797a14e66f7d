package dev.tidewire.processing.store;

import java.time.Instant;

/**
 * A period in which every attempt fails.
 *
 * @param since time of the first failed attempt
 * @param attempts number of failed attempts so far
 * @param cause the last attempt's failure, in words
 */
public record Outage(Instant since, long attempts, String cause) {

  /** The same outage after another failed attempt. */
  public Outage again(String latestCause) {
    return new Outage(since, attempts + 1, latestCause);
  }
}
