package dev.tidewire.processing.watermark;

import static java.util.stream.Collectors.toSet;

import dev.tidewire.processing.intake.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is left to do of the records of a poll. */
public final class RecordsLeft {
  private RecordsLeft() {}

  /** The records of these partitions. */
  public static List<SourceRecord> of(Set<Integer> partitions, List<SourceRecord> records) {
    return records.stream().filter(record -> partitions.contains(record.partition())).toList();
  }

  /** The partitions of the records. */
  public static Set<Integer> partitions(List<SourceRecord> records) {
    return records.stream().map(SourceRecord::partition).collect(toSet());
  }

  /** The records of other partitions than these. */
  public static List<SourceRecord> without(Set<Integer> partitions, List<SourceRecord> records) {
    return partitions.isEmpty()
        ? records
        : records.stream().filter(record -> !partitions.contains(record.partition())).toList();
  }

  /** The records that are not below the watermark of their partition. */
  public static List<SourceRecord> from(Map<Integer, Long> watermarks, List<SourceRecord> records) {
    return records.stream()
        .filter(
            record ->
                record.offset() >= watermarks.getOrDefault(record.partition(), Long.MIN_VALUE))
        .toList();
  }

  /**
   * The records that a claim has left over: those of partitions that it has not won, and those
   * after it.
   */
  public static List<SourceRecord> beyond(
      Claim claim, Set<Integer> won, List<SourceRecord> records) {
    return from(claim.ends(won), records);
  }
}
