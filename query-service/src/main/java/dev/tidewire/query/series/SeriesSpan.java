package dev.tidewire.query.series;

import org.jspecify.annotations.Nullable;

/**
 * A series, its tags and the times of its first and last reading.
 *
 * @param tags a JSON object
 * @param tagsSinceMicros when the last of them was stored; null when that is not known
 * @param firstMicros null while it has no reading
 * @param lastMicros null while it has no reading
 */
public record SeriesSpan(
    Series series,
    String tags,
    @Nullable Long tagsSinceMicros,
    @Nullable Long firstMicros,
    @Nullable Long lastMicros) {
  /** With these times. */
  public SeriesSpan within(@Nullable Long first, @Nullable Long last) {
    return new SeriesSpan(series, tags, tagsSinceMicros, first, last);
  }
}
