package dev.tidewire.processing.intake;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.DecodedBatch;
import dev.tidewire.contract.Malformed;
import dev.tidewire.contract.ReadingBatchCodec;
import java.util.List;

/**
 * The records of one poll, or the first of them, decoded and merged by series. Only the columns of
 * readings stay in memory, not the decoded batches.
 *
 * @param records as Kafka gave them
 * @param series the readings of all decodable records, in the order in which they occur
 * @param undecodable the records that hold no batch
 * @param conflicts readings that no series holds because of their unit
 */
public record Poll(
    List<SourceRecord> records,
    List<MergedSeries> series,
    List<UndecodableRecord> undecodable,
    List<UnitConflict> conflicts) {
  /** A record, and why it holds no batch. */
  public record UndecodableRecord(SourceRecord source, Malformed malformed) {}

  /**
   * Decodes record after record until there are no more, or enough readings.
   *
   * @param enough readings, 1 or more
   */
  public static Poll of(List<SourceRecord> records, int enough) {
    return new PollMerge(UnitRule.NONE).merge(records, enough);
  }

  /** The same records, with the readings in the units of their series. */
  public Poll in(UnitRule units) {
    return new PollMerge(units).merge(records, Integer.MAX_VALUE);
  }

  /** The number of readings of all series. */
  public int size() {
    return series.stream().mapToInt(one -> one.readings().size()).sum();
  }

  /** The offsets that the poll holds of each partition, ascending. */
  public List<OffsetRange> offsets() {
    return OffsetRange.of(records);
  }

  static DecodedBatch decode(SourceRecord source) {
    byte[] value = source.value();
    return value == null
        ? new Malformed(DeadLetterReason.UNDECODABLE, "the record has no value")
        : ReadingBatchCodec.decode(value);
  }
}
