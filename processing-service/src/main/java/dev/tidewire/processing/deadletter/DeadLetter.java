package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.Topics;
import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.intake.RefusedReadings;
import dev.tidewire.processing.intake.SourceRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Readings or a record that can never be stored, as written to the dead-letter topic. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record DeadLetter(
    DeadLetterReason reason,
    DeadLetterEnvelope envelope,
    byte @Nullable [] key,
    byte @Nullable [] value) {
  /** Longer explanations are cut, so that a header does not outgrow the record. */
  private static final int MAX_DETAIL = 1_000;

  static DeadLetter of(UndecodableRecord record, long failedAtMillis) {
    DeadLetterReason reason = record.malformed().reason();
    return new DeadLetter(
        reason,
        envelope(reason, record.malformed().detail(), record.source(), 0, failedAtMillis),
        record.source().key(),
        record.source().value());
  }

  /** Its key is the sensor by which a redrive chooses the partition. */
  static DeadLetter of(RefusedReadings refused, long failedAtMillis) {
    String sensor = refused.readings().series().get(0).series().sensor();
    return new DeadLetter(
        refused.reason(),
        envelope(
            refused.reason(),
            refused.detail(),
            refused.source(),
            refused.position(),
            failedAtMillis),
        sensor.getBytes(StandardCharsets.UTF_8),
        ReadingBatchCodec.encode(refused.readings()));
  }

  /** The record that holds the letter. */
  ProducerRecord<byte[], byte[]> toRecord() {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.DEAD_LETTERS.topicName(), key, value);
    envelope
        .toHeaders()
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static DeadLetterEnvelope envelope(
      DeadLetterReason reason,
      String detail,
      SourceRecord source,
      int position,
      long failedAtMillis) {
    String cut = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) + "…" : detail;
    return new DeadLetterEnvelope(
        reason.code(),
        cut,
        source.topic(),
        source.partition(),
        source.offset(),
        position,
        source.timestampMillis(),
        source.earlierAttempts() + 1,
        source.traceId(),
        failedAtMillis);
  }
}
