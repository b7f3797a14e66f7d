package dev.tidewire.ingest.batch;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesReadings;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the readings of a request that a later one of the same series and time replaces. Takes
 * eight bytes for each reading, and time to decode and sort them.
 */
final class Replacements {
  private Replacements() {}

  static int count(List<EncodedBatch> batches, int readings) {
    long[] places = places(batches, readings);
    Arrays.sort(places);
    int replaced = 0;
    for (int i = 1; i < places.length; i++) {
      replaced += places[i] == places[i - 1] ? 1 : 0;
    }
    return replaced;
  }

  /** For each reading the hash of its series and time. */
  private static long[] places(List<EncodedBatch> batches, int readings) {
    long[] places = new long[readings];
    int count = 0;
    for (EncodedBatch encoded : batches) {
      ReadingBatch batch = (ReadingBatch) ReadingBatchCodec.decode(encoded.bytes());
      for (SeriesReadings series : batch.series()) {
        long hash = SeriesHash.of(series.series());
        for (int i = 0; i < series.size(); i++) {
          places[count++] = SeriesHash.at(hash, series.timeMicros(i));
        }
      }
    }
    return places;
  }
}
