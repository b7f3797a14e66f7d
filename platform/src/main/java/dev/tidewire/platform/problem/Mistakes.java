package dev.tidewire.platform.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with a request, of which an answer tells the first hundred. Not
 * thread-safe.
 */
public final class Mistakes {
  private static final int MOST_TOLD = 100;

  private final List<ItemError> first = new ArrayList<>();
  private int count;

  /** Notes one more. */
  public void add(ItemError mistake) {
    count++;
    if (first.size() < MOST_TOLD) {
      first.add(mistake);
    }
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The problem of at least one mistake. */
  public Problem problem(ProblemType type) {
    return Problem.ofFirst(type, first, count);
  }
}
