package dev.tidewire.contract;

/**
 * Bytes that are no batch of readings and never will be.
 *
 * @param reason which rule they break
 * @param detail where and how, in words
 */
public record Malformed(DeadLetterReason reason, String detail) implements DecodedBatch {}
