package dev.tidewire.bench.load;

import java.time.Duration;

/**
 * What a load measured.
 *
 * @param requests answered as expected
 * @param elapsed from the first request to the last answer
 * @param p50Millis the latency that half of the requests exceed
 * @param p99Millis the latency that one request in a hundred exceeds
 * @param refusals 503 answers, each followed by another attempt
 */
public record LoadResult(
    long requests, Duration elapsed, double p50Millis, double p99Millis, long refusals) {
  /** Answered requests a second. */
  public double perSecond() {
    return requests * 1e9 / elapsed.toNanos();
  }
}
