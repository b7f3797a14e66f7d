package dev.tidewire.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** What a load measured: the time from the first request to the last answer, and each latency. */
public record LoadResult(Duration elapsed, Histogram latencyNanos) {
  private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

  static Histogram newHistogram() {
    return new Histogram(LONGEST_NANOS, 3);
  }

  /** Answered requests. */
  public long requests() {
    return latencyNanos.getTotalCount();
  }

  /** Answered requests a second. */
  public double perSecond() {
    return requests() * 1e9 / elapsed.toNanos();
  }
}
