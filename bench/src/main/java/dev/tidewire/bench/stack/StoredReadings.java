package dev.tidewire.bench.stack;

import java.io.IOException;

/**
 * How many readings are stored. The processing service counts them, which costs little to ask. Its
 * count is too low after a store that timed out but was done, because the retry finds the readings
 * there; so when the count stands still, the readings in the tables are counted.
 */
public final class StoredReadings {
  private static final long NO_PROGRESS_SECONDS = 60;
  private static final long DOUBT_SECONDS = 3;
  private static final long SHORTEST_PAUSE_MS = 10;
  private static final long LONGEST_PAUSE_MS = 500;

  private final int port;
  private final int managementPort;
  private final StoreTables tables;
  private long uncounted;

  /** Asks the processing service with these ports, and in doubt the database. */
  public StoredReadings(int port, int managementPort, StoreTables tables) {
    this.port = port;
    this.managementPort = managementPort;
    this.tables = tables;
  }

  /**
   * Returns as soon as so many readings were stored since the service started; fails after a minute
   * without progress.
   *
   * @param distinct how many of them the tables hold then
   */
  public void await(long wanted, long distinct) throws IOException, InterruptedException {
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
        uncounted += inDatabase() < distinct ? 0 : wanted - now;
      }
      Thread.sleep(pauseMillis(now - first, nanos - start, wanted - now));
    }
  }

  /** The readings in the database, after merging all of them. */
  public long inDatabase() throws IOException, InterruptedException {
    Merging.settle(port);
    return tables.settledReadings();
  }

  /** The readings that were stored since the service started, corrections included. */
  private long count() throws IOException {
    MetricsPage page = MetricsPage.fetch(managementPort);
    double stored = page.sum("tidewire_readings_stored_total", "");
    return uncounted + (long) (stored + page.sum("tidewire_readings_replaced_total", ""));
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
