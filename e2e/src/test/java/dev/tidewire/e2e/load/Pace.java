package dev.tidewire.e2e.load;

import java.time.Duration;

/**
 * How many requests a load sends, and how large they are.
 *
 * @param senders connections, each with one request at a time
 * @param batch readings in a request
 * @param pause between an answer and the next request of the same sender
 */
public record Pace(int senders, int batch, Duration pause) {
  /** A few thousand readings per second, little enough that only faults make answers slow. */
  public static final Pace STEADY = new Pace(4, 100, Duration.ofMillis(100));

  /** As much as ingest takes. */
  public static final Pace FULL = new Pace(4, 1_000, Duration.ofNanos(1));
}
