package dev.tidewire.processing.store;

import java.util.List;

/**
 * The result of storing a poll.
 *
 * @param duplicates readings whose series and time existed in the database or occurred again in the
 *     poll
 * @param refused readings that the database refuses; all others are stored
 */
public record StoredPoll(int duplicates, List<RefusedReading> refused) {}
