package dev.tidewire.bench.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a load measured.
 *
 * @param elapsed from the first request to the last answer
 * @param latencyNanos of each request that was answered as expected
 * @param refusals how often a busy server refused one before
 */
public record LoadResult(Duration elapsed, Histogram latencyNanos, long refusals) {
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
