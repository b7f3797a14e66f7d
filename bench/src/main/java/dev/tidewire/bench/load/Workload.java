package dev.tidewire.bench.load;

/**
 * The shape of a load of batches of 1000 readings.
 *
 * @param series a multiple of 1000; each has one reading a turn
 * @param stepMillis the data time from one turn to the next, more than a second
 * @param late whether 5 % of the readings are late by up to an hour, half of these corrections
 */
public record Workload(String name, int series, long stepMillis, boolean late) {
  /** Readings in a batch, each of another series. */
  public static final int BATCH = 1_000;

  /** Few series, each with a reading a second: what a backfill sends. */
  public static final Workload W1 = new Workload("W1", 1_000, 1_000, false);

  /** Many series, each with a reading in ten seconds. */
  public static final Workload W2 = new Workload("W2", 100_000, 10_000, false);

  /** As W2, with late readings and corrections. */
  public static final Workload W3 = new Workload("W3", 100_000, 10_000, true);

  /** A fleet: many series, each with a reading in ten seconds. */
  public static final Workload FLEET = new Workload("fleet", 50_000, 10_000, false);

  /** Batches in which each series has one reading. */
  public int batchesPerTurn() {
    return series / BATCH;
  }

  /** What it is, in a few words. */
  public String description() {
    String lateness = late ? ", 5 % late by up to an hour, half of these corrections" : "";
    return "%,d series, each once in %d s of data time".formatted(series, stepMillis / 1_000)
        + lateness;
  }
}
