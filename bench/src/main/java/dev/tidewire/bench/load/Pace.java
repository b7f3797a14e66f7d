package dev.tidewire.bench.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** When the connections of a load send their requests. */
interface Pace {
  /** No request any more. */
  long OVER = Long.MIN_VALUE;

  /** Returns when the next request is due, in nanoseconds of {@link System#nanoTime}, and then. */
  long next();

  /** One after another until then. */
  static Pace until(long deadlineNanos) {
    return () -> {
      long now = System.nanoTime();
      return now < deadlineNanos ? now : OVER;
    };
  }

  /** So many, one after another. */
  static Pace count(long requests) {
    AtomicLong left = new AtomicLong(requests);
    return () -> left.getAndDecrement() > 0 ? System.nanoTime() : OVER;
  }

  /** One a period, the first at once. */
  static Pace every(long periodNanos, long durationNanos) {
    long start = System.nanoTime();
    AtomicLong requests = new AtomicLong();
    return () -> {
      long since = requests.getAndIncrement() * periodNanos;
      if (since >= durationNanos) {
        return OVER;
      }
      long due = start + since;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      return due;
    };
  }
}
