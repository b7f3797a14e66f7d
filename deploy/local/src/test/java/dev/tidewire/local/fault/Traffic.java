package dev.tidewire.local.fault;

import java.time.Duration;

/**
 * How bytes travel.
 *
 * @param toServer how long each byte takes from the client to the server
 * @param toClient how long each byte takes back
 * @param bytesPerSecond most bytes of one direction of one connection in a second
 */
record Traffic(Duration toServer, Duration toClient, int bytesPerSecond) {
  static final Traffic FREE = new Traffic(Duration.ZERO, Duration.ZERO, Integer.MAX_VALUE);

  /** How long so many bytes occupy the line. */
  long nanosFor(int bytes) {
    return bytesPerSecond == Integer.MAX_VALUE ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
  }
}
