package dev.tidewire.processing.intake;

/**
 * The records of one partition that a poll holds.
 *
 * @param first offset of the first
 * @param next offset after the last
 */
public record OffsetRange(int partition, long first, long next) {}
