package dev.tidewire.processing.group;

import java.util.UUID;

/**
 * Where a consumer goes on reading a partition.
 *
 * @param from the leg that ends
 * @param topicId of the topic that the new leg is placed on
 * @param offset of the first record to read
 * @param watermark at most the offset
 */
public record LegStart(Leg from, UUID topicId, long offset, long watermark) {}
