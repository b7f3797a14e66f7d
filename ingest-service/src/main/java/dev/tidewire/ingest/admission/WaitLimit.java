package dev.tidewire.ingest.admission;

/**
 * How many bytes may be in flight ahead of a request so that it is answered soon enough. Found by
 * trying, as TCP finds its window (additive increase, multiplicative decrease; Chiu and Jain,
 * Computer Networks and ISDN Systems 17, 1989): what the machine, the broker and the neighbours can
 * do is known to nobody beforehand. Thread-safe.
 */
final class WaitLimit {
  private final long floor;
  private final long ceiling;
  private final long targetNanos;
  private long bytes;
  private long lastCut = Long.MIN_VALUE;

  /**
   * @param floor bytes that may always be in flight, and where it begins
   * @param ceiling bytes that it never exceeds
   * @param targetNanos the longest that an answer may take once its request has arrived
   */
  WaitLimit(long floor, long ceiling, long targetNanos) {
    this.floor = Math.min(floor, ceiling);
    this.ceiling = ceiling;
    this.targetNanos = targetNanos;
    this.bytes = this.floor;
  }

  synchronized long bytes() {
    return bytes;
  }

  /**
   * A request has been answered. Requests that were in flight when the limit was cut do not cut it
   * again.
   *
   * @param arrived when the request had arrived
   * @param size its bytes
   * @param inFlight bytes of all requests, this one included
   */
  synchronized void answered(long arrived, long now, long size, long inFlight) {
    if (now - arrived > targetNanos) {
      if (lastCut == Long.MIN_VALUE || arrived - lastCut > 0) {
        bytes = Math.max(floor, bytes / 2);
        lastCut = now;
      }
    } else if (inFlight > bytes / 2) {
      bytes = Math.min(ceiling, bytes + size);
    }
  }
}
