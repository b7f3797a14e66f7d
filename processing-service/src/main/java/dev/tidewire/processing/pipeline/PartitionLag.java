package dev.tidewire.processing.pipeline;

/**
 * How far the consumer group is behind in one partition of the readings topic.
 *
 * @param committed offset of the first record that is not known to be stored
 * @param end offset of the first record that a consumer may not read yet
 * @param records offsets in between that the topic still holds
 * @param heldBack offsets from the end on, which a producer's open transaction holds back
 */
public record PartitionLag(int partition, long committed, long end, long records, long heldBack) {}
