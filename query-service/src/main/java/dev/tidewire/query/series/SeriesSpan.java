package dev.tidewire.query.series;

import org.jspecify.annotations.Nullable;

/**
 * A series and the times of its first and last reading.
 *
 * @param firstMicros null while it has no reading
 * @param lastMicros null while it has no reading
 */
public record SeriesSpan(Series series, @Nullable Long firstMicros, @Nullable Long lastMicros) {}
