package dev.tidewire.processing.store;

import dev.tidewire.contract.ReadingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The existing time partitions, and which ones to add. New ones start at multiples of their length
 * since 1970 and are shortened where they would overlap existing ones of another length. Those for
 * readings far from now are longer, twice as long for twice the distance: however the times of
 * readings are spread, they need few partitions. Immutable.
 */
final class TimePartitions {
  /** So many lengths around now have partitions of the configured length. */
  private static final int NEAR = 16;

  private static final long END_MICROS = ReadingTime.MAX_MICROS + 1;

  private final NavigableMap<Long, TimePartition> byStart = new TreeMap<>();
  private final long lengthMicros;

  TimePartitions(Collection<TimePartition> existing, Duration length) {
    existing.forEach(partition -> byStart.put(partition.fromMicros(), partition));
    lengthMicros = length.toMillis() * 1_000;
  }

  /** The partitions to add so that each time has one, ascending; may be empty. */
  Collection<TimePartition> missingFor(long[] timesMicros, long nowMicros) {
    NavigableMap<Long, TimePartition> all = byStart;
    TreeMap<Long, TimePartition> missing = new TreeMap<>();
    TimePartition last = null;
    for (long time : timesMicros) {
      if (last == null || !last.covers(time)) {
        last = find(all, time);
      }
      if (last == null) {
        all = all == byStart ? new TreeMap<>(byStart) : all;
        last = newPartition(all, time, lengthAt(time, nowMicros));
        all.put(last.fromMicros(), last);
        missing.put(last.fromMicros(), last);
      }
    }
    return missing.values();
  }

  /**
   * The partitions to add so that every time from {@code fromMicros} to {@code toMicros} has one.
   */
  Collection<TimePartition> missingBetween(long fromMicros, long toMicros) {
    long last = Math.min(toMicros, ReadingTime.MAX_MICROS);
    List<TimePartition> missing = new ArrayList<>();
    TimePartition next;
    for (long time = fromMicros; time <= last; time = next.toMicros()) {
      next = find(byStart, time);
      if (next == null) {
        next = newPartition(byStart, time, lengthMicros);
        missing.add(next);
      }
    }
    return missing;
  }

  /**
   * How far from {@code nowMicros} on there is a partition for every time, in lengths of a
   * partition; 0 when there is none for now.
   */
  double lengthsAhead(long nowMicros) {
    long end = nowMicros;
    for (TimePartition next = find(byStart, end); next != null; next = find(byStart, end)) {
      end = next.toMicros();
    }
    return (double) (end - nowMicros) / lengthMicros;
  }

  /** Whether there is a partition for the time. */
  boolean cover(long timeMicros) {
    return find(byStart, timeMicros) != null;
  }

  private long lengthAt(long time, long nowMicros) {
    long length = lengthMicros;
    for (long distance = Math.abs(time - nowMicros) / lengthMicros; distance >= NEAR; ) {
      distance /= 2;
      length *= 2;
    }
    return length;
  }

  private static TimePartition newPartition(
      NavigableMap<Long, TimePartition> all, long time, long length) {
    long from = Math.floorDiv(time, length) * length;
    long to = from + length;
    Map.Entry<Long, TimePartition> before = all.lowerEntry(time);
    if (before != null) {
      from = Math.max(from, before.getValue().toMicros());
    }
    Long after = all.higherKey(time);
    if (after != null) {
      to = Math.min(to, after);
    }
    return new TimePartition(Math.max(from, ReadingTime.MIN_MICROS), Math.min(to, END_MICROS));
  }

  private static @Nullable TimePartition find(
      NavigableMap<Long, TimePartition> partitions, long time) {
    Map.Entry<Long, TimePartition> entry = partitions.floorEntry(time);
    return entry != null && entry.getValue().covers(time) ? entry.getValue() : null;
  }
}
