package dev.tidewire.ingest.batch;

/**
 * Decides which of two times a local time means, in the hour that clocks show twice when they are
 * put back. The readings of a series tell by their order, upwards or downwards.
 */
final class DoubledHour {
  /** Of the reading before, in microseconds since 1970. */
  private long last = Long.MIN_VALUE;

  private boolean isDescending;

  /** The time that continues the order; {@code earlier} when there is none yet. */
  long choose(long earlier, long later) {
    long time =
        isDescending ? (later < last ? later : earlier) : (earlier > last ? earlier : later);
    if (last != Long.MIN_VALUE && time != last) {
      isDescending = time < last;
    }
    last = time;
    return time;
  }
}
