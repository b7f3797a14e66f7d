package dev.tidewire.ingest.batch;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the readings of a request that a later one of the same series and time replaces. Takes
 * eight bytes for each reading, and time to decode and sort them.
 */
final class Replacements {
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

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

  /** For each reading a hash of its series and time; different ones are as good as never equal. */
  private static long[] places(List<EncodedBatch> batches, int readings) {
    long[] places = new long[readings];
    int count = 0;
    for (EncodedBatch encoded : batches) {
      ReadingBatch batch = (ReadingBatch) ReadingBatchCodec.decode(encoded.bytes());
      for (SeriesReadings series : batch.series()) {
        long hash = hash(series.series());
        for (int i = 0; i < series.size(); i++) {
          places[count++] = mix(hash + mix(series.timeMicros(i)));
        }
      }
    }
    return places;
  }

  private static long hash(SeriesKey key) {
    return hash(key.metric(), hash(key.sensor(), 0) + 1);
  }

  private static long hash(String name, long start) {
    long hash = start;
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash + name.charAt(i));
    }
    return hash;
  }

  /** A bijection in which every bit depends on every other: the finish of SplitMix64. */
  private static long mix(long bits) {
    long z = bits + GOLDEN;
    z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
    return z ^ z >>> 31;
  }
}
