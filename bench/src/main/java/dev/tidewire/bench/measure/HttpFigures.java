package dev.tidewire.bench.measure;

import dev.tidewire.bench.load.LoadResult;
import java.util.List;

/**
 * What a closed loop of clients got from a server.
 *
 * @param perSecond answered requests a second
 * @param p50Millis latency of every other request
 * @param p99Millis latency that one in a hundred exceeds
 * @param maxMillis the worst latency
 */
public record HttpFigures(double perSecond, double p50Millis, double p99Millis, double maxMillis) {
  private static final double NANOS = 1e6;

  static HttpFigures of(LoadResult result) {
    return new HttpFigures(
        result.perSecond(),
        result.latencyNanos().getValueAtPercentile(50) / NANOS,
        result.latencyNanos().getValueAtPercentile(99) / NANOS,
        result.latencyNanos().getMaxValue() / NANOS);
  }

  /** The median of each figure, but the worst of all rounds. */
  static HttpFigures median(List<HttpFigures> rounds) {
    return new HttpFigures(
        Median.of(rounds, HttpFigures::perSecond),
        Median.of(rounds, HttpFigures::p50Millis),
        Median.of(rounds, HttpFigures::p99Millis),
        rounds.stream().mapToDouble(HttpFigures::maxMillis).max().orElseThrow());
  }
}
