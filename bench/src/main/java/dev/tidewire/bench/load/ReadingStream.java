package dev.tidewire.bench.load;

import java.util.SplittableRandom;

/**
 * The readings of a workload in the order in which they are sent, the same for each stream of a
 * seed. Values walk at random by up to 0.2, in thousandths.
 */
public final class ReadingStream {
  private static final int LOWEST = 20_000;
  private static final int LEVELS = 75_000;
  private static final int STEP = 200;

  private final long seed;
  private final long firstMillis;
  private final int[] walk;
  private final SplittableRandom random;
  private Workload workload;
  private Timetable times;
  private long batches;
  private long corrections;

  /**
   * @param firstMillis the time of the first readings in epoch milliseconds
   */
  public ReadingStream(Workload workload, long seed, long firstMillis) {
    this.seed = seed;
    this.firstMillis = firstMillis;
    this.workload = workload;
    random = new SplittableRandom(seed);
    walk = random.ints(workload.series(), LOWEST, LOWEST + LEVELS).toArray();
    times = new Timetable(workload, seed, firstMillis, workload.late() ? 0 : Long.MAX_VALUE);
  }

  /** Goes on with another workload of the same series, at the next turn. */
  public synchronized void goOnAs(Workload next) {
    if (next.series() != workload.series() || batches % workload.batchesPerTurn() != 0) {
      throw new IllegalStateException("not the same series, or within a turn: " + next);
    }
    workload = next;
    times = new Timetable(next, seed, firstMillis, next.late() ? turn() : Long.MAX_VALUE);
  }

  /** The next batch. */
  public synchronized Batch next() {
    Batch batch =
        new Batch(new int[Workload.BATCH], new long[Workload.BATCH], new int[Workload.BATCH]);
    int first = (int) (batches % workload.batchesPerTurn()) * Workload.BATCH;
    for (int i = 0; i < Workload.BATCH; i++) {
      int series = first + i;
      walk[series] += random.nextInt(-STEP, STEP + 1);
      batch.series()[i] = series;
      batch.millis()[i] = times.millis(series, turn());
      batch.thousandths()[i] = walk[series];
      if (times.kind(series, turn()) == Timetable.Kind.CORRECTION) {
        corrections++;
      }
    }
    batches++;
    return batch;
  }

  private long turn() {
    return batches / workload.batchesPerTurn();
  }

  /** What it is now. */
  public synchronized Workload workload() {
    return workload;
  }

  /** How many readings it has given. */
  public synchronized long readings() {
    return batches * Workload.BATCH;
  }

  /** How many of these have the series and time of an earlier one. */
  public synchronized long corrections() {
    return corrections;
  }
}
