package dev.tidewire.processing.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far each partition of a consumer is done, and how far that is committed. A partition is done
 * up to the last record that is done; once this is the last one that the consumer has polled, up to
 * the consumer's own position, which has also passed transaction markers and records that were
 * aborted or compacted away. While a partition is owned, a position stays uncommitted until the
 * broker confirms it. Nothing is committed of a leg that is not placed. A position goes back when
 * the consumer is sent back.
 */
final class Positions {
  /** No offset, and no leg. */
  static final long NONE = -1;

  private static final AtomicLong LEGS = new AtomicLong();

  private static final class Position {
    private Leg leg = Leg.unplaced(LEGS.incrementAndGet());
    private long polled = NONE;
    private long passed = NONE;
    private long done = NONE;
    private long committed = NONE;
    private boolean held;

    long settled() {
      return !isRead() ? NONE : done == polled ? passed : done;
    }

    boolean isRead() {
      return leg.isPlaced() && !held;
    }

    /** Offsets that come again are those of a topic that was created again or has lost its end. */
    void goBackTo(long offset) {
      if (offset < passed) {
        begin(Leg.back(LEGS.incrementAndGet()), offset);
      }
    }

    void begin(Leg next, long offset) {
      leg = next;
      polled = NONE;
      passed = offset;
      done = NONE;
    }
  }

  private final Map<Integer, Position> owned = new HashMap<>();

  /** The consumer owns the partitions from now on. Their legs are not placed. */
  synchronized void own(Collection<Integer> partitions) {
    partitions.forEach(partition -> owned.put(partition, new Position()));
  }

  /** The legs of the partitions that the consumer owns. */
  synchronized Map<Integer, Leg> legs() {
    Map<Integer, Leg> legs = new HashMap<>();
    owned.forEach((partition, position) -> legs.put(partition, position.leg));
    return legs;
  }

  /** The leg of the partition, if the consumer owns it. */
  synchronized Optional<Leg> leg(int partition) {
    return Optional.ofNullable(owned.get(partition)).map(position -> position.leg);
  }

  /**
   * The consumer reads the partition from the start on. Acknowledgements from before do not count.
   */
  synchronized void place(int partition, LegStart start) {
    Position position = owned.get(partition);
    if (position != null) {
      Leg next = Leg.placed(LEGS.incrementAndGet(), start.topicId(), start.watermark());
      position.begin(next, start.offset());
    }
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
   * A poll has returned records of the partition. If the client has gone back by itself, they are
   * of a new leg.
   *
   * @param first their first offset
   * @param next after their last
   * @return the number of the leg that the poll belongs to
   */
  synchronized long polled(int partition, long first, long next) {
    Position position = owned.get(partition);
    if (position == null) {
      return NONE;
    }
    position.goBackTo(first);
    position.polled = next;
    return position.leg.number();
  }

  /** The consumer will read the partition from this offset on. */
  synchronized void passed(int partition, long next) {
    Position position = owned.get(partition);
    if (position != null) {
      position.goBackTo(next);
      position.passed = next;
    }
  }

  /**
   * Every record of the partition before the offset is done, as far as this leg received them.
   * Ignored when the consumer has begun another leg, or another consumer has owned the partition
   * since.
   */
  synchronized void done(int partition, long leg, long next) {
    Position position = owned.get(partition);
    if (position != null && position.leg.number() == leg) {
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

  /**
   * What placed legs have passed behind watermarks that cover all their records. This does not
   * depend on acknowledgements: a consumer that has lost its partition without notice acknowledges
   * records that it has left to the next one.
   */
  synchronized List<Passed> passed() {
    List<Passed> all = new ArrayList<>();
    owned.forEach(
        (partition, position) -> {
          long watermark = position.leg.watermark();
          if (position.isRead() && position.polled <= watermark && position.passed > watermark) {
            all.add(new Passed(partition, position.leg, watermark, position.passed));
          }
        });
    return all;
  }

  /** The partitions that the consumer owns. */
  synchronized Set<Integer> partitions() {
    return new HashSet<>(owned.keySet());
  }
}
