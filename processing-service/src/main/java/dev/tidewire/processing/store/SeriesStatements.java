package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.store.SeriesCatalog.KnownSeries;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** What is asked of the table {@code series}; fails with what the database says. */
interface SeriesStatements {
  /** Reads the series; enters those that are new, and describes those that changed. */
  Uni<Map<SeriesKey, KnownSeries>> enter(List<MergedSeries> series);
}
