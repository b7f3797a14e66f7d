package dev.tidewire.ingest.batch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The times of readings without one: that of the receipt of their request, and for further ones of
 * a series later ones. It gives each microsecond once, so that readings of one request never
 * replace those of another that was received within the same moment. Thread-safe.
 */
public final class ReceiptTimes {
  private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

  /**
   * Takes successive microseconds.
   *
   * @param earliest the first one, unless it is given already
   * @return the first one
   */
  public long take(long earliest, int count) {
    while (true) {
      long taken = next.get();
      long first = Math.max(earliest, taken);
      if (next.compareAndSet(taken, first + count)) {
        return first;
      }
    }
  }

  /** Gives nothing any more that is before a time. */
  void passBy(long micros) {
    next.accumulateAndGet(micros, Math::max);
  }
}
