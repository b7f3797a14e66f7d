package dev.tidewire.contract.frame;

import java.util.ArrayList;
import java.util.List;

/** Merges runs of readings, each ascending by series and then by time, none twice in a run. */
public final class Runs {
  /** So few are merged directly; sorting more by series first takes fewer steps. */
  private static final int FEW = 2;

  private Runs() {}

  /**
   * One run of all readings. Of several with the same series and time the one of the last run
   * stands, so the result is smaller than the sum by the number of those that are replaced.
   *
   * @param runs in the order in which they were written
   */
  public static ReadingColumns merge(List<ReadingColumns> runs) {
    return runs.size() <= FEW
        ? inPairs(runs)
        : ofEachSeries(ReadingColumns.together(runs).bySeries());
  }

  /** Merges the runs of each series, where there is more than one. */
  private static ReadingColumns ofEachSeries(ReadingColumns readings) {
    ReadingColumns merged = new ReadingColumns(readings.size());
    int from = 0;
    for (int end = endOfRun(readings, 0); end < readings.size(); end = endOfRun(readings, from)) {
      int start = startOfSeries(readings, from, end);
      merged.add(readings, from, start);
      from = endOfSeries(readings, end);
      ReadingColumns one = inPairs(runs(readings, start, from));
      merged.add(one, 0, one.size());
    }
    if (from == 0) {
      return readings;
    }
    merged.add(readings, from, readings.size());
    return merged;
  }

  private static List<ReadingColumns> runs(ReadingColumns readings, int from, int to) {
    List<ReadingColumns> runs = new ArrayList<>();
    for (int start = from; start < to; ) {
      int end = Math.min(to, endOfRun(readings, start));
      ReadingColumns run = new ReadingColumns(end - start);
      run.add(readings, start, end);
      runs.add(run);
      start = end;
    }
    return runs;
  }

  /** Where the first reading is that does not come after the one before. */
  private static int endOfRun(ReadingColumns readings, int from) {
    int end = Math.min(from + 1, readings.size());
    while (end < readings.size() && readings.compare(end - 1, readings, end) < 0) {
      end++;
    }
    return end;
  }

  private static int startOfSeries(ReadingColumns readings, int from, int end) {
    int start = end - 1;
    while (start > from && readings.seriesId(start - 1) == readings.seriesId(end)) {
      start--;
    }
    return start;
  }

  private static int endOfSeries(ReadingColumns readings, int from) {
    int end = from + 1;
    while (end < readings.size() && readings.seriesId(end) == readings.seriesId(from)) {
      end++;
    }
    return end;
  }

  private static ReadingColumns inPairs(List<ReadingColumns> runs) {
    List<ReadingColumns> left = runs;
    while (left.size() > 1) {
      List<ReadingColumns> merged = new ArrayList<>(left.size() / 2 + 1);
      for (int i = 0; i < left.size(); i += 2) {
        // Only neighbours: what was written later stays behind what was written before.
        merged.add(i + 1 == left.size() ? left.get(i) : merge(left.get(i), left.get(i + 1)));
      }
      left = merged;
    }
    return left.isEmpty() ? new ReadingColumns(0) : left.get(0);
  }

  private static ReadingColumns merge(ReadingColumns before, ReadingColumns after) {
    ReadingColumns merged = new ReadingColumns(before.size() + after.size());
    int b = 0;
    int a = 0;
    while (a < after.size()) {
      int next = before.firstFrom(b, after, a);
      merged.add(before, b, next);
      boolean isReplaced = next < before.size() && before.compare(next, after, a) == 0;
      b = isReplaced ? next + 1 : next;
      int end = b == before.size() ? after.size() : after.firstFrom(a + 1, before, b);
      merged.add(after, a, end);
      a = end;
    }
    merged.add(before, b, before.size());
    return merged;
  }
}
