package dev.tidewire.query.series;

import org.jspecify.annotations.Nullable;

/**
 * One metric of one sensor, as the database describes it.
 *
 * @param id never changes for a (sensor, metric)
 * @param unit UCUM code, or null when no sender gave one
 * @param tags a JSON object
 */
public record Series(long id, String sensor, String metric, @Nullable String unit, String tags) {}
