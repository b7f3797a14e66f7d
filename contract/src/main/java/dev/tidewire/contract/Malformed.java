package dev.tidewire.contract;

/**
 * Bytes that are not a batch of readings.
 *
 * @param reason which rule they break
 * @param detail where and how, in words
 */
public record Malformed(DeadLetterReason reason, String detail) implements DecodedBatch {}
