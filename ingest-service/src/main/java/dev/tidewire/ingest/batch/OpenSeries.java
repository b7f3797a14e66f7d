package dev.tidewire.ingest.batch;

import dev.tidewire.contract.EncodedSeries;
import org.jspecify.annotations.Nullable;

/** A series of the current request and its readings in the batches that are still open. */
final class OpenSeries implements Opened {
  final int hash;
  KnownSeries known;
  @Nullable EncodedSeries readings;

  /** The next series in the same bucket. */
  @Nullable OpenSeries next;

  /** Number of the last item that named this series. */
  int lastItem;

  /** How many microseconds after the receipt the next reading without a time is. */
  int untimed;

  /** The latest time so far, in microseconds since 1970. */
  long latest = Long.MIN_VALUE;

  /** What local times mean; null before the first one. */
  @Nullable DoubledHour doubledHour;

  OpenSeries(int hash, KnownSeries known) {
    this.hash = hash;
    this.known = known;
  }

  /** Changes unit or tags: the next readings go to a column of their own. */
  void describe(KnownSeries changed) {
    known = changed;
    readings = null;
  }
}
