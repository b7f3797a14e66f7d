package dev.tidewire.ingest.admission;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose bodies are arriving. Where places are short, the one that has waited longest
 * for its body makes way for others. One of whose body little has come may go at once: it has lost
 * next to nothing, and a good one is not among them for long. The others have a second to make
 * progress, so that bodies that do not fit together do not end each other for ever. Where bytes are
 * short, a small request makes way for a large one only after ten seconds without progress: many
 * small ones come over slow lines. Thread-safe.
 */
final class Arriving {
  /** Less is no progress: it would be cheap to hold a place by a byte now and then. */
  private static final int PROGRESS_BYTES = 8_192;

  /** For the same reason a body that holds much room has to make more: this part of it. */
  private static final int PROGRESS_PART = 32;

  private static final long PATIENCE_NANOS = 1_000_000_000;

  /** With small requests that are in the way of a large one. */
  private static final long LONG_PATIENCE_NANOS = 10 * PATIENCE_NANOS;

  /** Those without progress yet and when they began, the earliest first. */
  private final Map<Grant, Long> begun = new LinkedHashMap<>();

  /** The other small ones and when they last made progress, the earliest first. */
  private final Map<Grant, Long> small = new LinkedHashMap<>();

  /** The large ones, likewise. */
  private final Map<Grant, Long> large = new LinkedHashMap<>();

  private final AtomicInteger leaving = new AtomicInteger();

  /** The body of a request arrives from now on. */
  synchronized void begin(Grant grant, long now) {
    begun.put(grant, now);
  }

  /** How many bytes a body must have after these to have made progress. */
  static long nextProgress(long bytes) {
    return bytes + Math.max(PROGRESS_BYTES, bytes / PROGRESS_PART);
  }

  /** A body that has not ended makes progress. */
  synchronized void progress(Grant grant, boolean isLarge, long now) {
    end(grant);
    (isLarge ? large : small).put(grant, now);
  }

  /** The body has arrived, or never will. */
  synchronized void end(Grant grant) {
    if (begun.remove(grant) == null && small.remove(grant) == null) {
      large.remove(grant);
    }
  }

  /** Frees the place of one request; false where none has to make way. */
  boolean freePlace(long now) {
    return freeOne(begun, now) || freeSmall(now) || freeLarge(now);
  }

  /**
   * Frees the bytes of a small request for another one; false where none has to make way, or while
   * the one before is still in memory.
   */
  boolean freeSmall(long now) {
    return freeSmallBefore(now - PATIENCE_NANOS);
  }

  /** Frees the bytes of any request for a large one, likewise. */
  boolean freeLarge(long now) {
    return leaving.get() == 0 && freeOne(large, now - PATIENCE_NANOS)
        || freeSmallBefore(now - LONG_PATIENCE_NANOS);
  }

  private boolean freeSmallBefore(long moment) {
    return leaving.get() == 0 && (freeOne(small, moment) || freeOne(begun, moment));
  }

  /** The body of a request that made way is in memory until it {@link #left}. */
  void leaves() {
    leaving.incrementAndGet();
  }

  void left() {
    leaving.decrementAndGet();
  }

  synchronized int size() {
    return begun.size() + small.size() + large.size();
  }

  private boolean freeOne(Map<Grant, Long> requests, long before) {
    Grant first = removeFirst(requests, before);
    while (first != null && !first.displace()) {
      first = removeFirst(requests, before);
    }
    return first != null;
  }

  private synchronized @Nullable Grant removeFirst(Map<Grant, Long> requests, long before) {
    Iterator<Map.Entry<Grant, Long>> entries = requests.entrySet().iterator();
    if (!entries.hasNext()) {
      return null;
    }
    Map.Entry<Grant, Long> first = entries.next();
    if (first.getValue() - before > 0) {
      return null;
    }
    entries.remove();
    return first.getKey();
  }
}
