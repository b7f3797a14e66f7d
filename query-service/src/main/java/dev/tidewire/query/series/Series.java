package dev.tidewire.query.series;

import org.jspecify.annotations.Nullable;

/**
 * One metric of one sensor, as its readings need it. Very many may be remembered.
 *
 * @param id never changes for a (sensor, metric)
 * @param unit UCUM code, or null when no sender gave one
 */
public record Series(long id, String sensor, String metric, @Nullable String unit) {}
