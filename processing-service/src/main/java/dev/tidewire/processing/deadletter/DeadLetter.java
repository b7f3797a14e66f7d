package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.intake.RefusedReading;
import dev.tidewire.processing.intake.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reading or record that can never be stored, as written to the dead-letter topic. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record DeadLetter(DeadLetterEnvelope envelope, byte @Nullable [] key, byte @Nullable [] value) {
  /** Longer explanations are cut, so that a header does not outgrow the record. */
  private static final int MAX_DETAIL = 1_000;

  static DeadLetter of(UndecodableRecord record, long failedAtMillis) {
    return new DeadLetter(
        envelope(
            record.malformed().reason(),
            record.malformed().detail(),
            record.source(),
            failedAtMillis),
        record.source().key(),
        record.source().value());
  }

  static DeadLetter of(RefusedReading refused, long failedAtMillis) {
    SensorReading reading = refused.reading();
    SeriesReadings readings =
        new SeriesReadings(reading.series(), reading.unit(), reading.tags(), 1);
    readings.add(reading.timeMicros(), reading.value());
    return new DeadLetter(
        envelope(refused.reason(), refused.detail(), refused.source(), failedAtMillis),
        reading.series().sensor().getBytes(StandardCharsets.UTF_8),
        ReadingBatchCodec.encode(new ReadingBatch(List.of(readings))));
  }

  private static DeadLetterEnvelope envelope(
      DeadLetterReason reason, String detail, SourceRecord source, long failedAtMillis) {
    String cut = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) + "…" : detail;
    return new DeadLetterEnvelope(
        reason,
        cut,
        source.topic(),
        source.partition(),
        source.offset(),
        source.timestampMillis(),
        source.earlierAttempts() + 1,
        source.traceId(),
        failedAtMillis);
  }
}
