package dev.tidewire.processing.pipeline;

/**
 * How far the consumer group is behind in one partition of the readings topic.
 *
 * @param committed offset of the first record that is not known to be stored
 * @param end offset that the next record will get
 * @param records records in between that the topic still holds
 */
public record PartitionLag(int partition, long committed, long end, long records) {}
