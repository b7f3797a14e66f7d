package dev.tidewire.bench.stack;

import java.io.IOException;
import java.time.Duration;

/**
 * How many readings are stored, asked without costing much: the processing service counts them. Its
 * count falls short after a store that timed out and was done all the same, because the repetition
 * finds the readings there; so when it stands still, the rows themselves are counted.
 */
public final class StoredReadings {
  private static final Duration NO_PROGRESS = Duration.ofSeconds(60);
  private static final Duration DOUBT = Duration.ofSeconds(3);
  private static final long SHORTEST_PAUSE_MS = 10;
  private static final long LONGEST_PAUSE_MS = 500;

  private final int processingPort;
  private final Database database;
  private long uncounted;

  /** Asks the service on this port, and in doubt the database. */
  public StoredReadings(int processingPort, Database database) {
    this.processingPort = processingPort;
    this.database = database;
  }

  /** Returns as soon as so many are stored. */
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
      } else if (nanos - lastChange > DOUBT.toNanos()) {
        uncounted += rows() - now;
        requireProgress(nanos - lastChange, wanted - now);
      }
      Thread.sleep(pauseMillis(now - first, nanos - start, wanted - now));
    }
  }

  /** The rows of the table. */
  public long rows() throws IOException, InterruptedException {
    return database.number("SELECT count(*) FROM reading");
  }

  /** The rows that came to be since the service started; a reading sent twice is one. */
  private long count() throws IOException {
    MetricsPage page = MetricsPage.fetch(processingPort);
    return uncounted
        + (long)
            (page.sum("tidewire_readings_stored_total", "")
                - page.sum("tidewire_readings_duplicates_total", ""));
  }

  private static void requireProgress(long idleNanos, long missing) throws IOException {
    if (idleNanos > NO_PROGRESS.toNanos()) {
      throw new IOException(
          "the processing service has stored nothing for %d s; %,d readings are missing"
              .formatted(NO_PROGRESS.toSeconds(), missing));
    }
  }

  /**
   * Most of the time that is left at the speed so far: a page of metrics costs the service some
   * milliseconds, and asked for often it would show in the figures; near the end it is exact.
   */
  static long pauseMillis(long done, long nanos, long left) {
    if (done == 0) {
      return LONGEST_PAUSE_MS / 10;
    }
    double millisLeft = nanos / 1e6 / done * left;
    return Math.max(SHORTEST_PAUSE_MS, Math.min(LONGEST_PAUSE_MS, Math.round(millisLeft * 0.6)));
  }
}
