package dev.tidewire.local.fault;

import java.time.Duration;

/**
 * The delay and the throughput of connections.
 *
 * @param toServer the delay from the client to the server
 * @param toClient the delay from the server to the client
 * @param bytesPerSecond the limit of each direction of each connection
 */
record Traffic(Duration toServer, Duration toClient, int bytesPerSecond) {
  static final Traffic FREE = new Traffic(Duration.ZERO, Duration.ZERO, Integer.MAX_VALUE);

  /** How long so many bytes occupy the line. */
  long nanosFor(int bytes) {
    return bytesPerSecond == Integer.MAX_VALUE ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
  }
}
