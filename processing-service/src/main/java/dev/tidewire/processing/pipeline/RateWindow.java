package dev.tidewire.processing.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The rate of a counter over the last samples of it. */
final class RateWindow {
  private record Sample(Instant at, double total) {}

  private final int maxSamples;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * @param maxSamples 2 or more; with samples every so often the window is one period shorter
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

  /** What was counted a second, from the first sample to the last; zero with fewer than two. */
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
