package dev.tidewire.processing.simulation;

import dev.tidewire.processing.simulation.Topic.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of one partition. */
final class PartitionLog {
  private final int partition;
  private final List<Entry> entries = new ArrayList<>();
  private long start;
  private long end;
  private long limit = Long.MAX_VALUE;

  PartitionLog(int partition) {
    this.partition = partition;
  }

  List<Entry> from(long offset) {
    return entries.stream().filter(entry -> entry.offset() >= offset).toList();
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  /** A marker follows the records of its transaction. */
  void mark() {
    if (end + 1 < limit && !entries.isEmpty()) {
      end++;
    }
  }

  Optional<Entry> append(long timestampMillis, byte[] value, List<Sent> readings) {
    if (end + 1 >= limit) {
      return Optional.empty();
    }
    Entry entry = new Entry(partition, end++, timestampMillis, value, readings);
    entries.add(entry);
    return Optional.of(entry);
  }

  void clear() {
    entries.clear();
    start = 0;
    end = 0;
    free();
  }

  void deleteBefore(long offset) {
    entries.removeIf(entry -> entry.offset() < offset);
    start = offset;
  }

  void truncate(long to, long newLimit) {
    entries.removeIf(entry -> entry.offset() >= to);
    end = to;
    limit = newLimit;
  }

  void free() {
    limit = Long.MAX_VALUE;
  }
}
