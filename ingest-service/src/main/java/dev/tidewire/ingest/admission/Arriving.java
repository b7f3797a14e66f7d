package dev.tidewire.ingest.admission;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose bodies are arriving. Where room is short, the one that has waited longest for
 * its body makes way for others. One of whose body little has come may go at once: it has lost next
 * to nothing, and a good one is not among them for long. The others may be silent for a while, so
 * that bodies that do not fit together do not end each other for ever. Thread-safe.
 */
final class Arriving {
  /** Less is no progress: it would be cheap to hold a place by a byte now and then. */
  private static final int PROGRESS_BYTES = 1_024;

  private static final long PATIENCE_NANOS = 1_000_000_000;

  /** Those without progress yet and when they began, the earliest first. */
  private final Map<Grant, Long> begun = new LinkedHashMap<>();

  /** The others and when they last made progress, the earliest first. */
  private final Map<Grant, Long> underWay = new LinkedHashMap<>();

  /** The body of a request arrives from now on. */
  synchronized void begin(Grant grant, long now) {
    begun.put(grant, now);
  }

  /** Whether so many more bytes are progress. */
  static boolean isProgress(long before, long more) {
    return before / PROGRESS_BYTES < (before + more) / PROGRESS_BYTES;
  }

  /** A body that has not ended makes progress. */
  synchronized void progress(Grant grant, long now) {
    end(grant);
    underWay.put(grant, now);
  }

  /** The body has arrived, or never will. */
  synchronized void end(Grant grant) {
    if (begun.remove(grant) == null) {
      underWay.remove(grant);
    }
  }

  /** Frees the place of one request; false where none has to make way. */
  boolean freePlace(long now) {
    return freeOne(begun, now) || freeBytes(now);
  }

  /** Frees the bytes of one request; false where none has to make way. */
  boolean freeBytes(long now) {
    return freeOne(underWay, now - PATIENCE_NANOS);
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
