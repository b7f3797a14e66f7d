package dev.tidewire.processing.intake;

import org.jspecify.annotations.Nullable;

/**
 * A record as Kafka delivered it. The arrays are neither copied nor changed.
 *
 * @param next the offset after it, and after those following it that are known to hold no record
 * @param timestampMillis milliseconds since 1970, set by the producer
 * @param earlierAttempts how often it has failed and was redriven; 0 for a new record
 * @param traceId 32 hexadecimal digits, or null when it belongs to no trace
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared by value.
public record SourceRecord(
    String topic,
    int partition,
    long offset,
    long next,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    int earlierAttempts,
    @Nullable String traceId) {}
