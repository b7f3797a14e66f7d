package dev.tidewire.ingest.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is in flight, in requests and in bytes of their bodies, and so how long an admitted
 * request waits for those ahead of it. A request that finds no room is refused at once; there is no
 * queue. Thread-safe.
 */
public final class Admission {
  /** What any machine processes soon enough. */
  private static final long MIN_AHEAD = 2 << 20;

  private final int maxRequests;
  private final long maxBytes;
  private final WaitLimit ahead;
  private final BooleanSupplier isBusy;
  private final LongSupplier nanoClock;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** Bytes of the requests that have arrived and are not yet answered. */
  private final AtomicLong waiting = new AtomicLong();

  private volatile boolean closed;

  /**
   * @param maxRequests most requests at a time
   * @param maxBytes most bytes of bodies at a time
   * @param maxWait how long an answer may take once its request has arrived
   * @param isBusy whether bodies arrive slowly because this service is slow to take them
   * @param nanoClock nanoseconds since any fixed moment
   */
  public Admission(
      int maxRequests,
      long maxBytes,
      Duration maxWait,
      BooleanSupplier isBusy,
      LongSupplier nanoClock) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
    this.ahead = new WaitLimit(MIN_AHEAD, maxBytes, maxWait.toNanos());
    this.isBusy = isBusy;
    this.nanoClock = nanoClock;
  }

  /** Reserves room for a request and the bytes it announces; null without room. */
  public @Nullable Grant admit(long announcedBytes) {
    if (requests.incrementAndGet() > maxRequests
        || bytesAhead() >= ahead.bytes()
        || !reserve(announcedBytes)) {
      requests.decrementAndGet();
      return null;
    }
    return new Grant(announcedBytes);
  }

  /**
   * The bytes that a new request has to wait for. Bodies that are still arriving count only when
   * this service is the reason that they are slow: a slow sender keeps nobody out.
   */
  private long bytesAhead() {
    return isBusy.getAsBoolean() ? bytes.get() : waiting.get();
  }

  /** From now on {@link #isClosed} is true; what is in flight stays. */
  public void close() {
    closed = true;
  }

  /** Whether no more requests are to be admitted. */
  public boolean isClosed() {
    return closed;
  }

  /** The requests in flight. */
  public int requests() {
    return requests.get();
  }

  /** The bytes in flight. */
  public long bytes() {
    return bytes.get();
  }

  private boolean reserve(long more) {
    if (bytes.addAndGet(more) > maxBytes) {
      bytes.addAndGet(-more);
      return false;
    }
    return true;
  }

  /** The room of one request. Grows on one thread; may be released, once or more, on any. */
  public final class Grant {
    private final AtomicBoolean released = new AtomicBoolean();
    private long reserved;
    private long used;
    private boolean arrived;
    private long arrival;

    private Grant(long reserved) {
      this.reserved = reserved;
    }

    /** Counts bytes that have arrived; false when there is no room for bytes not announced. */
    public boolean use(int arrived) {
      used += arrived;
      if (used > reserved) {
        if (!reserve(used - reserved)) {
          return false;
        }
        reserved = used;
      }
      return true;
    }

    /**
     * The body has arrived, and the time to the answer counts from now; false when too much is
     * ahead. That is decided only now because a slow body must not keep others out.
     */
    public boolean arrived() {
      if (waiting.getAndAdd(reserved) >= ahead.bytes()) {
        waiting.addAndGet(-reserved);
        return false;
      }
      arrival = nanoClock.getAsLong();
      arrived = true;
      return true;
    }

    /** Gives the room back. */
    public void release() {
      if (released.compareAndSet(false, true)) {
        if (arrived) {
          long inFlight = waiting.getAndAdd(-reserved);
          ahead.answered(arrival, nanoClock.getAsLong(), reserved, inFlight);
        }
        bytes.addAndGet(-reserved);
        requests.decrementAndGet();
      }
    }
  }
}
