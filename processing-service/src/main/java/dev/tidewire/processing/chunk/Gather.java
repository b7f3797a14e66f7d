package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.contract.frame.Runs;
import dev.tidewire.processing.chunk.MergeStatements.TakenBlock;
import java.util.List;

/** Merges the oldest blocks of a home from level 0 to level 1. */
public final class Gather {
  private Gather() {}

  /**
   * Merges the oldest blocks of a home that is locked.
   *
   * @param mostReadings bounds the memory; one block more may be taken
   */
  public static Merged run(MergeStatements store, int home, int mostReadings) {
    List<TakenBlock> taken = store.takeWritten(home, mostReadings);
    if (taken.isEmpty()) {
      return Merged.NOTHING;
    }
    List<ReadingColumns> runs = Frames.ofBlocks(taken);
    ReadingColumns merged = Runs.merge(runs);
    Source source = taken.stream().map(TakenBlock::source).reduce(Source::and).orElseThrow();
    store.writeBlocks(home, source, GroupBlock.of(merged));
    int readings = runs.stream().mapToInt(ReadingColumns::size).sum();
    return new Merged(taken.size(), readings, readings - merged.size(), 0);
  }
}
