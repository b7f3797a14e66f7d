package dev.tidewire.processing.watermark;

/**
 * A partition of the readings topic that ends below its watermark: the broker has lost records, or
 * the watermark is not that of this topic. New records would be taken for stored ones.
 *
 * @param watermark every record below it is stored or a dead letter
 * @param end of the partition, when it was found
 */
public record Truncation(int partition, long watermark, long end) {}
