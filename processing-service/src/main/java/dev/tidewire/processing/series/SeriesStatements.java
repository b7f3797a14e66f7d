package dev.tidewire.processing.series;

import dev.tidewire.contract.SeriesKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The statements on the table {@code series}. They fail with the database's own error. */
interface SeriesStatements {
  /**
   * Reads the series, inserts new ones, and updates missing units and changed tags.
   *
   * @param series none twice
   */
  Uni<Map<SeriesKey, SeriesRow>> enter(List<Naming> series);
}
