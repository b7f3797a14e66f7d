package dev.tidewire.bench.stack;

import java.io.IOException;

/**
 * How many readings are stored. The processing service counts them, which costs little to ask. Its
 * count is too low after a store that timed out but was done, because the retry finds the readings
 * there; so when the count stands still, the readings themselves are counted.
 */
public final class StoredReadings {
  /** The view {@code reading} unpacks a block once for each of its series, and this once. */
  private static final String COUNT =
      """
      SELECT count(*)
      FROM (SELECT DISTINCT f.series_id, f.time
            FROM (SELECT body FROM block UNION ALL SELECT body FROM chunk) AS packed,
                 frame_readings(packed.body) AS f) AS readings
      """;

  private static final long NO_PROGRESS_SECONDS = 60;
  private static final long DOUBT_SECONDS = 3;
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

  /** Returns as soon as so many readings are stored; fails after a minute without progress. */
  public void await(long wanted) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long first = count();
    long last = first;
    long lastChange = start;
    for (long now = first; now < wanted; now = count()) {
      long nanos = System.nanoTime();
      long idleSeconds = (nanos - lastChange) / 1_000_000_000;
      if (now != last) {
        last = now;
        lastChange = nanos;
      } else if (idleSeconds >= NO_PROGRESS_SECONDS) {
        throw new IOException(
            "the processing service has stored nothing for %d s; %,d readings are missing"
                .formatted(idleSeconds, wanted - now));
      } else if (idleSeconds >= DOUBT_SECONDS) {
        uncounted += inDatabase() - now;
      }
      Thread.sleep(pauseMillis(now - first, nanos - start, wanted - now));
    }
  }

  /** The readings in the database. */
  public long inDatabase() throws IOException, InterruptedException {
    return database.number(COUNT);
  }

  /** The readings that were added since the service started; a reading sent twice is one. */
  private long count() throws IOException {
    MetricsPage page = MetricsPage.fetch(processingPort);
    double stored = page.sum("tidewire_readings_stored_total", "");
    return uncounted + (long) (stored - page.sum("tidewire_readings_replaced_total", ""));
  }

  /**
   * Most of the time that is left at the speed so far: a page of metrics costs the service some
   * milliseconds, which would show in the figures if it were fetched often.
   */
  static long pauseMillis(long done, long nanos, long left) {
    if (done == 0) {
      return LONGEST_PAUSE_MS / 10;
    }
    double millisLeft = nanos / 1e6 / done * left;
    return Math.max(SHORTEST_PAUSE_MS, Math.min(LONGEST_PAUSE_MS, Math.round(millisLeft * 0.6)));
  }
}
