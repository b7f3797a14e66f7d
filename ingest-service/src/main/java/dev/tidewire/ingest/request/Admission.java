package dev.tidewire.ingest.request;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is in flight, in requests and in bytes of their bodies. Whoever finds no room hears
 * so at once; nobody waits here. Thread-safe.
 */
public final class Admission {
  private final int maxRequests;
  private final long maxBytes;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean closed;

  /** Admits up to so many requests and bytes at a time. */
  public Admission(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /** Room for a request and the bytes it announces, or null. */
  public @Nullable Grant admit(long announcedBytes) {
    if (requests.incrementAndGet() > maxRequests || !reserve(announcedBytes)) {
      requests.decrementAndGet();
      return null;
    }
    return new Grant(announcedBytes);
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

    private Grant(long reserved) {
      this.reserved = reserved;
    }

    /** Counts bytes that have arrived; false if there is no room for what was not announced. */
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

    /** Gives the room back. */
    public void release() {
      if (released.compareAndSet(false, true)) {
        bytes.addAndGet(-reserved);
        requests.decrementAndGet();
      }
    }
  }
}
