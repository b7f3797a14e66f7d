package dev.tidewire.processing.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The rate of a counter over its last samples. */
final class RateWindow {
  private record Sample(Instant at, double total) {}

  private final int maxSamples;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * @param maxSamples 2 or more; {@code n} samples span {@code n - 1} sampling intervals
   */
  RateWindow(int maxSamples) {
    this.maxSamples = maxSamples;
  }

  synchronized void sample(Instant at, double total) {
    samples.addLast(new Sample(at, total));
    if (samples.size() > maxSamples) {
      samples.removeFirst();
    }
  }

  /** Counts per second from the first sample to the last; zero with fewer than two samples. */
  synchronized double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = Duration.between(first.at(), last.at()).toNanos() / 1e9;
    return seconds > 0 ? (last.total() - first.total()) / seconds : 0;
  }
}
