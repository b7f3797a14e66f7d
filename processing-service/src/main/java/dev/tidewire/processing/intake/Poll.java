package dev.tidewire.processing.intake;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.DecodedBatch;
import dev.tidewire.contract.Malformed;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesReadings;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The records of one poll, decoded and merged by series. Only the columns of readings stay in
 * memory, not the decoded batches.
 *
 * @param records as Kafka gave them
 * @param series the readings of all decodable records
 * @param undecodable the records that hold no batch
 * @param size the number of readings of all series
 * @param converted how many of them were sent in another unit
 * @param conflicts readings that no series holds because of their unit
 * @param rule the unit of readings
 */
public record Poll(
    List<SourceRecord> records,
    Collection<MergedSeries> series,
    List<UndecodableRecord> undecodable,
    int size,
    int converted,
    List<UnitConflict> conflicts,
    UnitRule rule) {
  /** A record, and why it holds no batch. */
  public record UndecodableRecord(SourceRecord source, Malformed malformed) {}

  /** Decodes every record. */
  public static Poll of(List<SourceRecord> records) {
    return new PollMerge(UnitRule.NONE).merge(records);
  }

  /** The same records, with the readings in the units of their series. */
  public Poll in(UnitRule units) {
    return new PollMerge(units).merge(records);
  }

  /** The offsets that the poll holds of each partition, ascending. */
  public List<OffsetRange> offsets() {
    Map<Integer, OffsetRange> ranges = new TreeMap<>();
    for (SourceRecord record : records) {
      ranges.merge(
          record.partition(),
          new OffsetRange(record.partition(), record.offset(), record.offset() + 1),
          (known, one) -> new OffsetRange(known.partition(), known.first(), one.next()));
    }
    return List.copyOf(ranges.values());
  }

  /**
   * The poll without the records below the watermarks.
   *
   * @param watermarks offsets by partition
   */
  public Poll from(Map<Integer, Long> watermarks) {
    return Poll.of(
        records.stream()
            .filter(record -> record.offset() >= watermarks.getOrDefault(record.partition(), 0L))
            .toList());
  }

  /**
   * All readings at these places, the last one first. Decodes the records again.
   *
   * @return without the places that have no reading
   */
  public Map<ReadingKey, Deque<Occurrence>> occurrences(Set<ReadingKey> places) {
    Map<ReadingKey, Deque<Occurrence>> found = new HashMap<>();
    for (SourceRecord source : records) {
      if (decode(source) instanceof ReadingBatch batch) {
        for (SeriesReadings readings : batch.series()) {
          collect(rule.unify(readings).readings(), source, places, found);
        }
      }
    }
    return found;
  }

  private static void collect(
      SeriesReadings readings,
      SourceRecord source,
      Set<ReadingKey> places,
      Map<ReadingKey, Deque<Occurrence>> found) {
    for (int i = 0; i < readings.size(); i++) {
      ReadingKey place = new ReadingKey(readings.series(), readings.timeMicros(i));
      if (places.contains(place)) {
        found
            .computeIfAbsent(place, key -> new ArrayDeque<>())
            .push(new Occurrence(readings.value(i), source));
      }
    }
  }

  static DecodedBatch decode(SourceRecord source) {
    byte[] value = source.value();
    return value == null
        ? new Malformed(DeadLetterReason.UNDECODABLE, "the record has no value")
        : ReadingBatchCodec.decode(value);
  }
}
