package dev.tidewire.processing.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that the database refuses, by halves, while the others get stored: about {@code
 * 1.5 k log2(n / k)} statements for {@code k} refused rows among {@code n}. Ask for the {@link
 * #next} range, tell how it went, until there is none.
 *
 * <p>When more rows are refused than {@code maxRefused}, the cause is not in the rows: the
 * bisection ends as {@link #isSystemic} and nothing may be given up. When fewer are, the database
 * may still have refused everything for a while, or do so now: each is tried once more when all
 * others are stored, and only what is refused then as well, while another row would be taken,
 * counts as refused.
 */
final class Bisection {
  /**
   * Row numbers from {@code from} inclusive to {@code to} exclusive.
   *
   * @param isFirstHalf of a range that was refused, whose other half comes next
   */
  record Range(int from, int to, boolean isFirstHalf) {
    int size() {
      return to - from;
    }
  }

  /** A single row and why it was refused. */
  record RefusedRow(int row, StoreResult.Refused refusal) {}

  private final Deque<Range> pending = new ArrayDeque<>();
  private final Deque<Range> suspects = new ArrayDeque<>();
  private final List<RefusedRow> refused = new ArrayList<>();
  private final int maxRefused;
  private StoreResult.@Nullable Refused lastRefusal;
  private boolean closed;
  private int duplicates;

  Bisection(int rows, int maxRefused) {
    pending.push(new Range(0, rows, false));
    this.maxRefused = maxRefused;
  }

  /**
   * Most rows of a statement that may be refused without suspecting the database: a fifth, or 10.
   */
  static int maxRefused(int rows) {
    return Math.max(10, rows / 5);
  }

  /** The range to store next, or null when all rows are decided or the cause is systemic. */
  @Nullable Range next() {
    if (isSystemic()) {
      return null;
    }
    return pending.isEmpty() ? suspects.peek() : pending.peek();
  }

  /** Whether the next range is a single row, and counts as refused if it is so again. */
  boolean isLastTrial() {
    return pending.isEmpty();
  }

  /** Takes the result of storing the range that {@link #next} gave. */
  void accept(StoreResult result) {
    boolean last = isLastTrial();
    Range range = last ? suspects.remove() : pending.pop();
    if (result instanceof StoreResult.Stored stored) {
      stored(range, stored);
    } else if (result instanceof StoreResult.Refused refusal) {
      refused(range, refusal, last);
    } else if (result instanceof StoreResult.Closed all) {
      lastRefusal = all.refusal();
      closed = true;
    }
  }

  /** What is left of a refused range holds what was refused: nobody needs to try it whole. */
  private void stored(Range range, StoreResult.Stored stored) {
    duplicates += stored.duplicates();
    if (range.isFirstHalf()) {
      divide(pending.pop());
    }
  }

  private void refused(Range range, StoreResult.Refused refusal, boolean last) {
    lastRefusal = refusal;
    if (last) {
      refused.add(new RefusedRow(range.from(), refusal));
    } else {
      divide(range);
    }
  }

  private void divide(Range range) {
    if (range.size() == 1) {
      suspects.add(new Range(range.from(), range.to(), false));
      return;
    }
    int middle = (range.from() + range.to()) >>> 1;
    pending.push(new Range(middle, range.to(), false));
    pending.push(new Range(range.from(), middle, true));
  }

  /** Whether too many rows were refused, or others as well, for the rows to be the cause. */
  boolean isSystemic() {
    return closed || suspects.size() > maxRefused;
  }

  /** Whether the database refuses rows that are nobody's. */
  boolean isClosed() {
    return closed;
  }

  /** The last refusal of all, or null when there was none. */
  StoreResult.@Nullable Refused lastRefusal() {
    return lastRefusal;
  }

  /** The refused rows, ascending. */
  List<RefusedRow> refused() {
    return refused;
  }

  /** Rows stored so far whose series and time were there already. */
  int duplicates() {
    return duplicates;
  }
}
