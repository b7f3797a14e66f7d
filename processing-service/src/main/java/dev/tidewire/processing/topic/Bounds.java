package dev.tidewire.processing.topic;

/**
 * The offsets that the broker holds of a partition.
 *
 * @param first the first
 * @param stable where the first open transaction begins; without one, the end
 * @param end that the next record will get
 */
public record Bounds(long first, long stable, long end) {}
