package dev.tidewire.processing.intake;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.DecodedBatch;
import dev.tidewire.contract.Malformed;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one poll, decoded; both lists in the order of the topic's partitions.
 *
 * @param decoded the batches of readings
 * @param undecodable the records that hold none
 * @param oldestTimestampMillis of all its records, in milliseconds since 1970
 */
public record Poll(
    List<DecodedRecord> decoded, List<UndecodableRecord> undecodable, long oldestTimestampMillis) {
  /** A record and the batch in it. */
  public record DecodedRecord(SourceRecord source, ReadingBatch batch) {}

  /** A record and why there is no batch in it. */
  public record UndecodableRecord(SourceRecord source, Malformed malformed) {}

  /** Decodes every record. */
  public static Poll of(List<SourceRecord> records) {
    List<DecodedRecord> decoded = new ArrayList<>(records.size());
    List<UndecodableRecord> undecodable = new ArrayList<>();
    long oldest = Long.MAX_VALUE;
    for (SourceRecord source : records) {
      oldest = Math.min(oldest, source.timestampMillis());
      DecodedBatch batch = decode(source);
      if (batch instanceof ReadingBatch readings) {
        decoded.add(new DecodedRecord(source, readings));
      } else if (batch instanceof Malformed malformed) {
        undecodable.add(new UndecodableRecord(source, malformed));
      }
    }
    return new Poll(decoded, undecodable, oldest);
  }

  /** The number of readings in all batches. */
  public int size() {
    return decoded.stream().mapToInt(entry -> entry.batch().size()).sum();
  }

  private static DecodedBatch decode(SourceRecord source) {
    byte[] value = source.value();
    return value == null
        ? new Malformed(DeadLetterReason.UNDECODABLE, "the record has no value")
        : ReadingBatchCodec.decode(value);
  }
}
