package dev.tidewire.ingest.batch;

import dev.tidewire.contract.SeriesKey;

/** Hashes of 64 bits: those of different series and times are as good as never equal. */
final class SeriesHash {
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private SeriesHash() {}

  static long of(SeriesKey key) {
    return of(key.metric(), of(key.sensor(), 0) + 1);
  }

  /** Of one reading of the series with this hash. */
  static long at(long series, long timeMicros) {
    return mix(series + mix(timeMicros));
  }

  private static long of(String name, long start) {
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
