package dev.tidewire.query.merge;

import java.util.Arrays;

/** Readings that were merged, without the bodies that they were in. Not thread-safe. */
final class KeptReadings implements Run {
  private long[] times = new long[16];
  private int[] places = new int[16];
  private long[] ranks = new long[16];
  private double[] values = new double[16];
  private int size;
  private int at = -1;

  /** The next readings of a merge, at most so many. */
  static KeptReadings of(RunMerge merge, int most) {
    KeptReadings kept = new KeptReadings();
    while (kept.size < most && merge.next()) {
      kept.add(merge);
    }
    return kept;
  }

  private void add(RunMerge merge) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
      ranks = Arrays.copyOf(ranks, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = merge.timeMicros();
    places[size] = merge.place();
    ranks[size] = merge.rank();
    values[size++] = merge.value();
  }

  int size() {
    return size;
  }

  /** Of at least one. */
  long lastTime() {
    return times[size - 1];
  }

  @Override
  public boolean next() {
    return ++at < size;
  }

  @Override
  public int place() {
    return places[at];
  }

  @Override
  public long rank() {
    return ranks[at];
  }

  @Override
  public long time() {
    return times[at];
  }

  @Override
  public double value() {
    return values[at];
  }
}
