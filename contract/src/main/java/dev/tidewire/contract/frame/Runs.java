package dev.tidewire.contract.frame;

import java.util.ArrayList;
import java.util.List;

/** Merges runs of readings, each ascending by series and then by time, none twice in a run. */
public final class Runs {
  private Runs() {}

  /**
   * One run of all readings. Of several with the same series and time the one of the last run
   * stands, so the result is smaller than the sum by the number of those that are replaced.
   *
   * @param runs in the order in which they were written
   */
  public static ReadingColumns merge(List<ReadingColumns> runs) {
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
