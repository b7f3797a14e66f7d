package dev.tidewire.platform.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts uses until somebody takes the counts. Keeps a bounded number of counts: past it, what is
 * new is counted together, by whether and why it was refused. No use is lost, or counted twice.
 * Thread-safe.
 */
final class Uses {
  static final int MOST = 1_000;

  private final Map<Use, Tally> tallies = new ConcurrentHashMap<>();

  /**
   * Adds to a count.
   *
   * @return whether it is counted by itself, not among others
   */
  boolean add(Use use, Tally tally) {
    boolean hasRoom = tallies.size() < MOST || tallies.containsKey(use);
    tallies.merge(hasRoom ? use : use.amongOthers(), tally, Tally::plus);
    return hasRoom;
  }

  /** All counts, which begin anew. */
  Map<Use, Tally> take() {
    Map<Use, Tally> taken = new HashMap<>();
    for (Use use : tallies.keySet()) {
      Tally tally = tallies.remove(use);
      if (tally != null) {
        taken.put(use, tally);
      }
    }
    return taken;
  }

  int size() {
    return tallies.size();
  }
}
