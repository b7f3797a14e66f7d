package dev.tidewire.processing.store;

import dev.tidewire.processing.readings.IdentifiedSeries;
import java.util.List;

/**
 * The series of a poll, with the ids that a server of the database gave them.
 *
 * @param serverStart when that server has started, in microseconds since 1970: one that takes the
 *     place of another, and may not know its last series, has started at another time
 */
record Identification(List<IdentifiedSeries> series, long serverStart) {}
