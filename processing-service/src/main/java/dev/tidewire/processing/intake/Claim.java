package dev.tidewire.processing.intake;

import java.util.List;
import java.util.UUID;

/**
 * What a poll holds of the readings topic, to be held against how far others have come.
 *
 * @param topicId the topic's identity; a topic that is made anew under the same name has another
 * @param ranges at most one a partition, ascending
 * @param writer names the poll among all that write, in whatever process
 */
public record Claim(UUID topicId, List<OffsetRange> ranges, UUID writer) {}
