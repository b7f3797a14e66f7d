package dev.tidewire.e2e.load;

import java.time.Duration;

/**
 * How hard a load presses.
 *
 * @param senders connections, each with one batch on its way at a time
 * @param batch readings of a request
 * @param pause of a sender between an answer and the next request
 */
public record Pace(int senders, int batch, Duration pause) {
  /** A few thousand readings a second, which leaves time for faults to be told from slowness. */
  public static final Pace STEADY = new Pace(4, 100, Duration.ofMillis(100));

  /** As much as ingest takes. */
  public static final Pace FULL = new Pace(4, 1_000, Duration.ofNanos(1));
}
