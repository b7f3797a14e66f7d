package dev.tidewire.bench.stack;

import java.io.IOException;
import java.time.Duration;

/** How many readings the processing service has stored, asked without costing much. */
public final class StoredReadings {
  private static final Duration NO_PROGRESS = Duration.ofSeconds(60);
  private static final long SHORTEST_PAUSE_MS = 10;
  private static final long LONGEST_PAUSE_MS = 500;

  private final int processingPort;

  /** Asks the service on this port. */
  public StoredReadings(int processingPort) {
    this.processingPort = processingPort;
  }

  /** The rows that came to be since the service started; a reading sent twice is one. */
  public long count() throws IOException {
    MetricsPage page = MetricsPage.fetch(processingPort);
    return (long)
        (page.sum("tidewire_readings_stored_total", "")
            - page.sum("tidewire_readings_duplicates_total", ""));
  }

  /** Returns as soon as the count has reached {@code wanted}. */
  public void await(long wanted) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long first = count();
    long last = first;
    long lastChange = start;
    for (long now = first; now < wanted; now = count()) {
      long nanos = System.nanoTime();
      if (now != last) {
        last = now;
        lastChange = nanos;
      } else if (nanos - lastChange > NO_PROGRESS.toNanos()) {
        throw new IOException(
            "the processing service has stored nothing for %d s; %d readings are missing"
                .formatted(NO_PROGRESS.toSeconds(), wanted - now));
      }
      Thread.sleep(pauseMillis(now - first, nanos - start, wanted - now));
    }
  }

  /** A tenth of the time that is left at the speed so far: rarely at first, exact at the end. */
  static long pauseMillis(long done, long nanos, long left) {
    if (done == 0) {
      return LONGEST_PAUSE_MS / 10;
    }
    double millisLeft = nanos / 1e6 / done * left;
    return Math.max(SHORTEST_PAUSE_MS, Math.min(LONGEST_PAUSE_MS, Math.round(millisLeft / 10)));
  }
}
