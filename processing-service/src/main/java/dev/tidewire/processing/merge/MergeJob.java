package dev.tidewire.processing.merge;

import dev.tidewire.processing.chunk.Gather;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Settle;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One kind of merge, which is repeated for ever.
 *
 * @param group to be settled; null to gather the home
 */
record MergeJob(int home, @Nullable Long group) {
  /** Bounds the memory of a merge: some 10 MB. */
  private static final int MOST_READINGS = 100_000;

  boolean isGather() {
    return group == null;
  }

  /** Of the blocks that it takes. */
  int level() {
    return group == null ? 0 : 1;
  }

  /** The number of the group in the table; 0 where blocks have none. */
  long groupNumber() {
    return group == null ? 0 : group;
  }

  /**
   * @param settleReadings of a series, from which on a gather settles a group at once
   * @param maySettle the groups of which it may
   */
  Merged run(MergeStatements store, int settleReadings, LongPredicate maySettle) {
    return group == null
        ? Gather.run(store, home, new Gather.Rule(MOST_READINGS, settleReadings, maySettle))
        : Settle.run(store, home, group, MOST_READINGS);
  }

  /** How many of the blocks that wait for such a merge this one has taken. */
  int blocks(Merged merged) {
    return (isGather() ? merged.written() : merged.gathered()).blocks();
  }

  @Override
  public String toString() {
    return group == null ? "home " + home : "home %d, group %d".formatted(home, group);
  }
}
