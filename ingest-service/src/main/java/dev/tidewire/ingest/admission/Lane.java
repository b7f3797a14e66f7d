package dev.tidewire.ingest.admission;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of requests that are alike, and how many of them may be ahead of one more. */
final class Lane {
  /** What any machine processes soon enough. */
  private static final long MIN_AHEAD = 2 << 20;

  private final long room;
  private final long waitNanos;
  private final WaitLimit ahead;
  private final AtomicLong bytes = new AtomicLong();

  /** Bytes of the requests that have arrived and whose answer is not known yet. */
  private final AtomicLong waiting = new AtomicLong();

  /**
   * @param room most bytes at a time
   * @param waitNanos the longest that an answer may take once its request has arrived
   */
  Lane(long room, long waitNanos) {
    this.room = room;
    this.waitNanos = waitNanos;
    this.ahead = new WaitLimit(MIN_AHEAD, room, waitNanos);
  }

  boolean hasRoom(long more) {
    return bytes.get() + more <= room;
  }

  /** Takes room for more bytes; false, and nothing taken, without room. */
  boolean reserve(long more) {
    if (bytes.addAndGet(more) > room) {
      bytes.addAndGet(-more);
      return false;
    }
    return true;
  }

  void giveBack(long some) {
    bytes.addAndGet(-some);
  }

  /**
   * Whether one more request would have to wait too long. Bodies that are still arriving count only
   * when this service is the reason that they are slow: a slow sender keeps nobody out.
   */
  boolean isFull(boolean isBusy) {
    return (isBusy ? bytes : waiting).get() >= ahead.bytes();
  }

  /** Bytes have arrived and wait from now on; false, and nothing counted, behind too many. */
  boolean queue(long some) {
    if (waiting.getAndAdd(some) >= ahead.bytes()) {
      waiting.addAndGet(-some);
      return false;
    }
    return true;
  }

  boolean isTooLong(long nanos) {
    return nanos > waitNanos;
  }

  /** Whether more waits than these bytes. */
  boolean hasOthersThan(long some) {
    return waiting.get() > some;
  }

  /** Bytes that wait turn out to be more. */
  void grow(long more) {
    waiting.addAndGet(more);
  }

  /** The bytes wait no more, but have no answer here. */
  void leave(long some) {
    waiting.addAndGet(-some);
  }

  /** The answer to a request that waited is known. */
  void answered(long arrival, long now, long some) {
    ahead.answered(arrival, now, some, waiting.getAndAdd(-some));
  }
}
