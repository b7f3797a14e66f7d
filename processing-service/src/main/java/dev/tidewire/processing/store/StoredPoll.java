package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.RefusedReading;
import java.util.List;

/**
 * The result of storing a poll.
 *
 * @param replaced readings whose series and time existed in the database or occurred again in the
 *     poll
 * @param converted readings that were sent in another unit than the one of their series
 * @param refused readings that can never be stored; all others are
 */
public record StoredPoll(int replaced, int converted, List<RefusedReading> refused) {}
