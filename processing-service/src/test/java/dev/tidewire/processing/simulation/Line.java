package dev.tidewire.processing.simulation;

import dev.tidewire.processing.simulation.Closed.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What was sent to one partition, in the order in which it is stored. Open records are those that
 * the topic has, and stored when the watermark is beyond them. Closed ones are gone from it.
 */
final class Line {
  /** No doubt. */
  private static final long NONE = Long.MAX_VALUE;

  private final List<Closed> closed = new ArrayList<>();
  private final List<Entry> open = new ArrayList<>();

  /** Came after the open ones that are stored. */
  private final List<Closed> lost = new ArrayList<>();

  private long limit = Long.MAX_VALUE;
  private long doubtFrom = NONE;
  private long doubtTo = NONE;

  void sent(Entry entry) {
    open.add(entry);
  }

  /** The watermark is not that of these records from here on. */
  void limit(long offset) {
    limit = offset;
  }

  /** The records leave the topic at its start. */
  void close(Predicate<Entry> which, long watermark) {
    closed.addAll(leave(which, watermark));
  }

  /**
   * The topic is deleted. Those of another one do not wait for what somebody holds of it: records
   * that it had until now, and others that had left it before.
   */
  void delete(long watermark) {
    close(entry -> true, watermark);
    closed.replaceAll(one -> one.ofDeletedTopic(watermark));
    doubt(NONE, NONE);
  }

  /** The topic has lost the records from here on: new ones are not below the watermark. */
  void lose(long from, long watermark) {
    lost.addAll(leave(entry -> entry.offset() >= from, watermark));
    limit(from);
  }

  private List<Closed> leave(Predicate<Entry> which, long watermark) {
    List<Closed> left = new ArrayList<>();
    for (Entry entry : open.stream().filter(which).toList()) {
      boolean isStored = entry.offset() < stored(watermark);
      if (isStored || entry.isTaken()) {
        left.add(new Closed(entry, isStored ? Fate.STORED : Fate.UNKNOWN));
      }
    }
    open.removeIf(which);
    return left;
  }

  /** An operator lets the records from here on be stored, some of them again. */
  void storeFrom(long offset, long watermark, List<Entry> inTopic) {
    close(entry -> entry.offset() < stored(watermark), watermark);
    closed.addAll(lost);
    lost.clear();
    open.clear();
    inTopic.stream().filter(entry -> entry.offset() >= offset).forEach(open::add);
    limit = Long.MAX_VALUE;
  }

  /** The database has lost what was stored in between. */
  void doubt(long from, long to) {
    doubtFrom = from;
    doubtTo = to;
  }

  /** Whether what the database has lost, and the topic still has, is not stored again yet. */
  boolean isInDoubt(long watermark) {
    return left(watermark).stream().anyMatch(this::isDoubtful);
  }

  private boolean isDoubtful(Entry entry) {
    return entry.offset() >= doubtFrom && entry.offset() < doubtTo;
  }

  /** Whether an acknowledged record is where it has to be. */
  boolean accountsFor(Entry entry, long watermark) {
    return entry.offset() < stored(watermark) || isDoubtful(entry) || !open.contains(entry);
  }

  /** The records that are not stored although they should be. */
  List<Entry> left(long watermark) {
    return open.stream().filter(entry -> entry.offset() >= stored(watermark)).toList();
  }

  /** The records that are stored for certain. */
  List<Entry> stored() {
    List<Entry> stored = new ArrayList<>(open);
    closed.stream().filter(Closed::isStored).forEach(one -> stored.add(one.entry()));
    return stored;
  }

  /** Adds what is to be read. */
  void tell(Expected expected, long watermark) {
    if (!isInDoubt(watermark)) {
      doubt(NONE, NONE);
    }
    closed.forEach(one -> one.tell(expected));
    open.forEach(entry -> tell(expected, entry, stored(watermark)));
    lost.forEach(one -> one.tell(expected));
  }

  private void tell(Expected expected, Entry entry, long stored) {
    if (entry.offset() < stored) {
      entry.readings().forEach(expected::certain);
    }
  }

  private long stored(long watermark) {
    return Math.min(watermark, limit);
  }
}
