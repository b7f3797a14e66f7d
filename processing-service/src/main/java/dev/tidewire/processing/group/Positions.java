package dev.tidewire.processing.group;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far each partition that a consumer owns is done, and how far that is committed. A position is
 * the offset after the last record that is done. What is not known to be committed is never
 * forgotten while the partition is owned.
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
   * The partitions are the consumer's own from now on.
   *
   * @param generation the group's, in which they became so
   */
  synchronized void own(Collection<Integer> partitions, int generation) {
    partitions.forEach(partition -> owned.put(partition, new Position(generation)));
  }

  /**
   * The partitions are the consumer's own no more.
   *
   * @return those of their positions that were left to commit
   */
  synchronized Map<Integer, Long> disown(Collection<Integer> partitions) {
    Map<Integer, Long> left = uncommitted();
    left.keySet().retainAll(partitions);
    owned.keySet().removeAll(partitions);
    return left;
  }

  /**
   * Everything of the partition before the offset is done, as far as this consumer was given it.
   * That does not count when the partition has been another's since: whoever has it now starts from
   * what is committed.
   *
   * @param generation the group's, in which the last record was fetched
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

  /** The positions of which the broker's last answer did not say that it has taken them. */
  synchronized Map<Integer, Long> uncommitted() {
    Map<Integer, Long> uncommitted = new HashMap<>();
    owned.forEach(
        (partition, position) -> {
          if (position.done != position.committed) {
            uncommitted.put(partition, position.done);
          }
        });
    return uncommitted;
  }

  /** The partitions that are the consumer's own. */
  synchronized Set<Integer> partitions() {
    return new HashSet<>(owned.keySet());
  }
}
