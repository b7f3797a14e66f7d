package dev.tidewire.processing.chunk;

/** Merges that do one thing only. */
public final class Merges {
  private Merges() {}

  /** Merges the oldest blocks of a home to level 1, and settles no group. */
  public static Merged gather(MergeStatements store, int home, int mostReadings) {
    return Gather.run(
        store, home, new Gather.Rule(mostReadings, Integer.MAX_VALUE, group -> false));
  }
}
