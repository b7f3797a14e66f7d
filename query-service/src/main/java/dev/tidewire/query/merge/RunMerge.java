package dev.tidewire.query.merge;

import dev.tidewire.query.page.Order;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges the readings of several series from several bodies into the order of a page, and unpacks
 * only those that are asked for. Not thread-safe.
 */
public final class RunMerge {
  private final PriorityQueue<Run> runs;
  private final Comparator<Run> comparator;
  private @Nullable Run at;
  private int place = -1;
  private long time;
  private long rank;
  private double value;

  /** Of nothing. */
  RunMerge(Order order) {
    Comparator<Run> ascending = Comparator.comparingLong(Run::time).thenComparingInt(Run::place);
    this.comparator =
        (order == Order.ASC ? ascending : ascending.reversed())
            .thenComparing(Comparator.comparingLong(Run::rank).reversed());
    this.runs = new PriorityQueue<>(comparator);
  }

  /** Adds a run before the first reading is asked for. False if the run has none. */
  boolean add(Run run) {
    return run.next() && runs.add(run);
  }

  /** Goes on to the next reading, if there is one. */
  public boolean next() {
    for (Run run = advance(); run != null; run = advance()) {
      // Of equal ones, that of the highest rank came first.
      if (run.place() != place || run.time() != time) {
        place = run.place();
        time = run.time();
        rank = run.rank();
        value = run.value();
        return true;
      }
    }
    return false;
  }

  private @Nullable Run advance() {
    Run run = at;
    if (run == null || !run.next()) {
      run = runs.poll();
    } else {
      Run other = runs.peek();
      if (other != null && comparator.compare(other, run) < 0) {
        runs.poll();
        runs.add(run);
        run = other;
      }
    }
    at = run;
    return run;
  }

  /** The place of the series of the reading. */
  public int place() {
    return place;
  }

  /** The rank of the body of the reading. */
  long rank() {
    return rank;
  }

  /** The time of the reading. */
  public long timeMicros() {
    return time;
  }

  /** The value of the reading. */
  public double value() {
    return value;
  }
}
