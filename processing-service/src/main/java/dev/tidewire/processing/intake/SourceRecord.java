package dev.tidewire.processing.intake;

import org.jspecify.annotations.Nullable;

/**
 * A record as Kafka gave it. The arrays are not copied and never changed.
 *
 * @param timestampMillis milliseconds since 1970, set by the producer
 * @param earlierAttempts how often it has failed before and was redriven; 0 for none
 * @param traceId 32 hexadecimal digits, or null when it belongs to no trace
 */
@SuppressWarnings("ArrayRecordComponent") // Records are carried and compared by identity only.
public record SourceRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    int earlierAttempts,
    @Nullable String traceId) {}
