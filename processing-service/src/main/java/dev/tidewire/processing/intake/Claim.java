package dev.tidewire.processing.intake;

import java.util.List;
import java.util.UUID;

/**
 * Which records of the readings topic a poll holds, to compare with how far other consumers are.
 *
 * @param topicId the topic's id; a topic that is deleted and created again has another
 * @param ranges at most one per partition, ascending
 * @param writer identifies the poll across all processes
 */
public record Claim(UUID topicId, List<OffsetRange> ranges, UUID writer) {}
