package dev.tidewire.processing.group;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far each partition of a consumer is done, and how far that is committed. A partition is done
 * up to the last record that is done; once this is the last one that the consumer has polled, up to
 * the consumer's own position, which has also passed transaction markers and records that were
 * aborted or compacted away. While a partition is owned, a position stays uncommitted until the
 * broker confirms it. It goes back when the topic was deleted and created again.
 */
final class Positions {
  private static final long NONE = -1;

  private static final class Position {
    private final int since;
    private long polled = NONE;
    private long passed = NONE;
    private long done = NONE;
    private long committed = NONE;
    private boolean held;

    Position(int since) {
      this.since = since;
    }

    long settled() {
      return held ? NONE : done == polled ? passed : done;
    }
  }

  private final Map<Integer, Position> owned = new HashMap<>();
  private long assignments;

  /**
   * The consumer owns the partitions from now on.
   *
   * @param generation of the group, in which it got them
   */
  synchronized void own(Collection<Integer> partitions, int generation) {
    assignments++;
    partitions.forEach(partition -> owned.put(partition, new Position(generation)));
  }

  /** How often the consumer was assigned partitions. */
  synchronized long assignments() {
    return assignments;
  }

  /**
   * The consumer no longer owns the partitions.
   *
   * @return their positions that are not committed yet
   */
  synchronized Map<Integer, Long> disown(Collection<Integer> partitions) {
    Map<Integer, Long> left = uncommitted();
    left.keySet().retainAll(partitions);
    owned.keySet().removeAll(partitions);
    return left;
  }

  /** A poll has returned records of the partition, the last of them before this offset. */
  synchronized void polled(int partition, long next) {
    Position position = owned.get(partition);
    if (position != null) {
      position.polled = next;
    }
  }

  /** The consumer will read the partition from this offset on. */
  synchronized void passed(int partition, long next) {
    Position position = owned.get(partition);
    if (position != null) {
      position.passed = next;
    }
  }

  /**
   * Every record of the partition before the offset is done, as far as this consumer received them.
   * Ignored when another consumer has owned the partition since: its owner starts from the
   * committed offset.
   *
   * @param generation of the group, in which the last record was fetched
   */
  synchronized void done(int partition, int generation, long next) {
    Position position = owned.get(partition);
    if (position != null && generation >= position.since) {
      position.done = next;
    }
  }

  /** Nothing of the partition is done any more, until the consumer owns it anew. */
  synchronized void hold(int partition) {
    Position position = owned.get(partition);
    if (position != null) {
      position.held = true;
    }
  }

  /** The partitions that the consumer owns and holds. */
  synchronized Set<Integer> held() {
    Set<Integer> held = new HashSet<>();
    owned.forEach(
        (partition, position) -> {
          if (position.held) {
            held.add(partition);
          }
        });
    return held;
  }

  /** The broker has taken these positions. */
  synchronized void committed(Map<Integer, Long> taken) {
    taken.forEach(
        (partition, next) -> {
          Position position = owned.get(partition);
          if (position != null) {
            position.committed = next;
          }
        });
  }

  /** The positions that the broker's last answer did not confirm. */
  synchronized Map<Integer, Long> uncommitted() {
    Map<Integer, Long> uncommitted = new HashMap<>();
    owned.forEach(
        (partition, position) -> {
          long settled = position.settled();
          if (settled != NONE && settled != position.committed) {
            uncommitted.put(partition, settled);
          }
        });
    return uncommitted;
  }

  /** The partitions that the consumer owns. */
  synchronized Set<Integer> partitions() {
    return new HashSet<>(owned.keySet());
  }
}
