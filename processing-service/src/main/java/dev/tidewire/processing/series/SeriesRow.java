package dev.tidewire.processing.series;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code series}.
 *
 * @param serverStart when the server that answered has started, in microseconds since 1970
 */
record SeriesRow(
    long id, int home, @Nullable String unit, Map<String, String> tags, long serverStart) {
  /** Whether nothing is said of the series that is not stored. */
  boolean tells(Naming naming) {
    return (unit != null || naming.unit() == null)
        && tags.entrySet().containsAll(naming.tags().entrySet());
  }

  /** Many series share few units. */
  KnownSeries sentIn(@Nullable String sent) {
    return new KnownSeries(id, home, interned(unit), interned(sent), serverStart);
  }

  private static @Nullable String interned(@Nullable String text) {
    return text == null ? null : text.intern();
  }
}
