package dev.tidewire.processing.merge;

import dev.tidewire.processing.chunk.Gather;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.Settle;
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

  Merged run(MergeStatements store) {
    return group == null
        ? Gather.run(store, home, MOST_READINGS)
        : Settle.run(store, home, group, MOST_READINGS);
  }

  @Override
  public String toString() {
    return group == null ? "home " + home : "home %d, group %d".formatted(home, group);
  }
}
