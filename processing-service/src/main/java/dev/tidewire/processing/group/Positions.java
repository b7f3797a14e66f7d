package dev.tidewire.processing.group;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far each partition of a consumer is done, and how far that is committed. A position is the
 * offset after the last record that is done. While a partition is owned, a position stays
 * uncommitted until the broker confirms it.
 */
final class Positions {
  private static final class Position {
    private final int since;
    private long done;
    private long committed;

    Position(int since) {
      this.since = since;
    }
  }

  private final Map<Integer, Position> owned = new HashMap<>();

  /**
   * The consumer owns the partitions from now on.
   *
   * @param generation of the group, in which it got them
   */
  synchronized void own(Collection<Integer> partitions, int generation) {
    partitions.forEach(partition -> owned.put(partition, new Position(generation)));
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
          if (position.done > position.committed) {
            uncommitted.put(partition, position.done);
          }
        });
    return uncommitted;
  }

  /** The partitions that the consumer owns. */
  synchronized Set<Integer> partitions() {
    return new HashSet<>(owned.keySet());
  }
}
