package dev.tidewire.processing.store;

import java.util.List;

/**
 * What became of a poll's readings.
 *
 * @param duplicates readings whose series and time were in the database or came again in the poll
 * @param refused readings that the database refuses; all others are stored
 */
public record StoredPoll(int duplicates, List<RefusedReading> refused) {}
