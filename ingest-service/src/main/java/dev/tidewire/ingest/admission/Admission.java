package dev.tidewire.ingest.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is in flight, in requests and in bytes that have arrived or been unpacked, and so how
 * long an admitted request waits for those ahead of it. A request that finds no room is refused at
 * once; there is no queue. One whose body does not arrive makes way for others. Large requests have
 * at most three quarters of the room, or as much as the largest body, and only large ones wait for
 * them: what they do keeps no small request out. Thread-safe.
 */
public final class Admission {
  /** A request of more bytes is a large one. Reading so many takes about a millisecond. */
  public static final int LARGEST_SMALL = 131_072;

  private final int maxRequests;
  private final long maxBytes;
  private final Lane small;
  private final Lane large;
  private final BooleanSupplier isBusy;
  private final LongSupplier nanoClock;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final Arriving arriving = new Arriving();

  private volatile boolean closed;

  /**
   * @param maxRequests most requests at a time
   * @param maxBytes most bytes of bodies at a time
   * @param maxBody the largest body
   * @param maxWait how long an answer may take once its request has arrived
   * @param isBusy whether bodies arrive slowly because this service is slow to take them
   * @param nanoClock nanoseconds since any fixed moment
   */
  public Admission(
      int maxRequests,
      long maxBytes,
      long maxBody,
      Duration maxWait,
      BooleanSupplier isBusy,
      LongSupplier nanoClock) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
    this.small = new Lane(maxBytes, maxWait.toNanos());
    this.large = new Lane(Math.max(maxBody, maxBytes / 4 * 3), maxWait.toNanos());
    this.isBusy = isBusy;
    this.nanoClock = nanoClock;
  }

  /**
   * Admits a request; null without room. What it announces takes no room before it arrives.
   *
   * @param announcedBytes zero when nothing is announced
   */
  public @Nullable Grant admit(long announcedBytes) {
    Lane lane = announcedBytes > LARGEST_SMALL ? large : small;
    if (!hasTurn(lane)) {
      return null;
    }
    if (requests.incrementAndGet() > maxRequests && !arriving.freePlace(nanoTime())) {
      requests.decrementAndGet();
      return null;
    }
    return new Grant(this, lane);
  }

  private boolean hasTurn(Lane lane) {
    boolean busy = isBusy.getAsBoolean();
    while (lane.isFull(busy)) {
      boolean isFullWithoutThem = lane.isFull(false);
      if (isFullWithoutThem || !freeBytes(lane)) {
        return false;
      }
    }
    return true;
  }

  /** Frees bytes of one request of a lane whose body does not come; false if there is none. */
  boolean freeBytes(Lane of) {
    return of == large ? arriving.freeLarge(nanoTime()) : arriving.freeSmall(nanoTime());
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

  Arriving arriving() {
    return arriving;
  }

  Lane large() {
    return large;
  }

  Lane small() {
    return small;
  }

  long nanoTime() {
    return nanoClock.getAsLong();
  }

  boolean hasRoom(long more) {
    return bytes.get() + more <= maxBytes;
  }

  boolean reserve(long more) {
    if (bytes.addAndGet(more) > maxBytes) {
      bytes.addAndGet(-more);
      return false;
    }
    return true;
  }

  void giveBack(long some) {
    bytes.addAndGet(-some);
  }

  void end() {
    requests.decrementAndGet();
  }
}
