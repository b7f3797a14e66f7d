package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.contract.frame.Runs;
import dev.tidewire.contract.frame.SeriesGroup;
import dev.tidewire.processing.chunk.MergeStatements.TakenBlock;
import dev.tidewire.processing.chunk.Merged.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Merges the oldest blocks of a home from level 0 to level 1; of groups with enough readings for
 * chunks, at once into chunks.
 */
public final class Gather {
  private final MergeStatements store;
  private final int home;
  private final int mostReadings;
  private final List<GroupBlock> blocks = new ArrayList<>();
  private Merged settled = Merged.NOTHING;

  private Gather(MergeStatements store, int home, int mostReadings) {
    this.store = store;
    this.home = home;
    this.mostReadings = mostReadings;
  }

  /**
   * What of a home is gathered how.
   *
   * @param mostReadings bounds the memory; one block more may be taken
   * @param settleReadings a group with so many readings a series is settled at once
   * @param maySettle the groups that may be
   */
  public record Rule(int mostReadings, int settleReadings, LongPredicate maySettle) {
    private boolean settles(ReadingColumns readings, Slice group) {
      long first = readings.seriesId(group.from());
      long series = readings.seriesId(group.to() - 1) - first + 1;
      return group.size() >= settleReadings * series && maySettle.test(SeriesGroup.of(first));
    }
  }

  /** Merges the oldest blocks of a home that is locked. */
  public static Merged run(MergeStatements store, int home, Rule rule) {
    List<TakenBlock> taken = store.takeWritten(home, rule.mostReadings());
    if (taken.isEmpty()) {
      return Merged.NOTHING;
    }
    List<ReadingColumns> runs = Frames.ofBlocks(home, taken);
    int readings = runs.stream().mapToInt(ReadingColumns::size).sum();
    ReadingColumns merged = Runs.merge(runs);
    Source source = taken.stream().map(TakenBlock::source).reduce(Source::and).orElseThrow();
    Gather gather = new Gather(store, home, rule.mostReadings());
    GroupBlock.groups(merged).forEach(group -> gather.take(merged, group, rule));
    if (!gather.blocks.isEmpty()) {
      store.writeBlocks(home, source, gather.blocks);
    }
    Taken all = new Taken(taken.size(), readings);
    return new Merged(all, Taken.NOTHING, readings - merged.size(), 0).and(gather.settled);
  }

  private void take(ReadingColumns readings, Slice group, Rule rule) {
    if (rule.settles(readings, group)) {
      settled = settled.and(Settle.withNewer(store, home, readings, group, mostReadings));
    } else {
      blocks.addAll(GroupBlock.of(readings, group));
    }
  }
}
