package dev.tidewire.processing.intake;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of one partition that a poll holds.
 *
 * @param first offset of the first
 * @param next offset after the last, and after those following it that are known to hold no record
 */
public record OffsetRange(int partition, long first, long next) {
  /**
   * The ranges of these records, ascending by partition.
   *
   * @param records those of a partition ascending
   */
  public static List<OffsetRange> of(List<SourceRecord> records) {
    Map<Integer, OffsetRange> ranges = new TreeMap<>();
    for (SourceRecord record : records) {
      ranges.merge(
          record.partition(),
          new OffsetRange(record.partition(), record.offset(), record.next()),
          (known, one) -> new OffsetRange(known.partition(), known.first(), one.next()));
    }
    return List.copyOf(ranges.values());
  }
}
