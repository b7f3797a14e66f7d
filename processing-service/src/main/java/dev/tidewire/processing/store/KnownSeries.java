package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.readings.IdentifiedSeries;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A series as stored in the database.
 *
 * @param home null for a series that somebody has inserted by hand, until a reading of it comes
 * @param serverStart when the server that answered has started, in microseconds since 1970
 */
record KnownSeries(
    long id,
    @Nullable Integer home,
    @Nullable String unit,
    Map<String, String> tags,
    long serverStart) {
  /** Whether the series says nothing of itself that is not stored. */
  boolean isDescribedBy(MergedSeries series) {
    return home != null
        && (unit != null || series.unit() == null)
        && tags.entrySet().containsAll(series.tags().entrySet());
  }

  IdentifiedSeries identify(MergedSeries series) {
    return new IdentifiedSeries(id, Objects.requireNonNull(home), unit, series);
  }
}
