package dev.tidewire.ingest.batch;

import dev.tidewire.contract.SeriesReadings;
import org.jspecify.annotations.Nullable;

/** A series of the request at hand and its readings in the batches that are still open. */
final class OpenSeries {
  final int hash;
  KnownSeries known;
  @Nullable SeriesReadings readings;

  /** The next series in the same bucket. */
  @Nullable OpenSeries next;

  /** Number of the last item that named this series. */
  int lastItem;

  OpenSeries(int hash, KnownSeries known) {
    this.hash = hash;
    this.known = known;
  }

  /** From here on the series is described differently: its next readings are kept apart. */
  void describe(KnownSeries changed) {
    known = changed;
    readings = null;
  }
}
