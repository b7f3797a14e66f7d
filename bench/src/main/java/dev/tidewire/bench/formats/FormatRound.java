package dev.tidewire.bench.formats;

import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.Workload;
import java.time.Duration;
import java.util.Locale;

/**
 * What was posted in a round.
 *
 * @param perSecond readings acknowledged
 * @param cpuMicros of the process that takes them, for a reading
 */
record FormatRound(double perSecond, double cpuMicros) {
  private static final double NANOS = 1e3;

  static FormatRound of(LoadResult posted, Duration cpu) {
    return new FormatRound(
        posted.perSecond() * Workload.BATCH,
        cpu.toNanos() / NANOS / posted.requests() / Workload.BATCH);
  }

  /** For people. */
  String text() {
    return String.format(Locale.ROOT, "%,.0f readings/s, %.2f µs", perSecond, cpuMicros);
  }
}
