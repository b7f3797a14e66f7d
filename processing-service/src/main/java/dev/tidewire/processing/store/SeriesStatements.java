package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.intake.MergedSeries;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The statements on the table {@code series}. They fail with the database's own error. */
interface SeriesStatements {
  /**
   * Reads the series, inserts new ones, and updates missing homes and units and changed tags.
   *
   * @param series none twice
   */
  Uni<Map<SeriesKey, KnownSeries>> enter(List<MergedSeries> series);
}
