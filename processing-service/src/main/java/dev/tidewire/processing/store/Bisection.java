package dev.tidewire.processing.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that the database refuses by bisection while the others get stored: about {@code
 * 1.5 k log2(n / k)} statements for {@code k} refused rows among {@code n}. Store the {@link #next}
 * range and pass the result to {@link #accept} until there is no next range.
 *
 * <p>If more than {@code maxRefused} rows are refused, the cause is not in the rows: the bisection
 * ends as {@link #isSystemic}, and no row may become a dead letter. If fewer are, the database may
 * still have refused everything for a while. So each refused row is tried once more after all
 * others are stored, and it counts as refused only if it is refused again while the database
 * accepts another row.
 */
final class Bisection {
  /**
   * Row numbers from {@code from} inclusive to {@code to} exclusive.
   *
   * @param isFirstHalf of a refused range, whose other half comes next
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
  private int replaced;

  Bisection(int rows, int maxRefused) {
    pending.push(new Range(0, rows, false));
    this.maxRefused = maxRefused;
  }

  /**
   * Maximum refused rows of a statement that do not make the database suspect: a fifth, or 10 if
   * that is more.
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

  /** Whether the next range is a single row that counts as refused if it is refused again. */
  boolean isLastTrial() {
    return pending.isEmpty();
  }

  /** Takes the result of storing the range that {@link #next} returned. */
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

  /**
   * The other half of a refused range must hold the refused rows, so it is not tried as a whole.
   */
  private void stored(Range range, StoreResult.Stored stored) {
    replaced += stored.replaced();
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

  /** Whether so much was refused that the rows cannot be the cause. */
  boolean isSystemic() {
    return closed || suspects.size() > maxRefused;
  }

  /** Whether the database refuses the service's own test row. */
  boolean isClosed() {
    return closed;
  }

  /** The last refusal, or null when there was none. */
  StoreResult.@Nullable Refused lastRefusal() {
    return lastRefusal;
  }

  /** The refused rows, ascending. */
  List<RefusedRow> refused() {
    return refused;
  }

  /** Rows stored so far whose series and time existed already. */
  int replaced() {
    return replaced;
  }
}
