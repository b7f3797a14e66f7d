package dev.tidewire.processing.group;

/**
 * Offsets behind the watermark of a partition that its consumer has passed, and that held no record
 * which may be read: markers of transactions, what was aborted, and what the topic has deleted.
 *
 * @param leg on which they were passed
 * @param watermark that the leg had seen: all its records are below
 * @param next after these offsets
 */
public record Passed(int partition, Leg leg, long watermark, long next) {}
