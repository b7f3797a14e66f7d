package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.contract.frame.Runs;
import dev.tidewire.contract.frame.SeriesGroup;
import dev.tidewire.processing.chunk.MergeStatements.TakenBlock;
import dev.tidewire.processing.chunk.MergeStatements.TakenChunk;
import dev.tidewire.processing.chunk.Merged.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merges the blocks of a group into chunks. A chunk is older than every block. */
public final class Settle {
  /** Bounds the chunks that one statement looks for. */
  private static final int MOST_DAYS = 2_000;

  private final MergeStatements store;
  private final ReadingColumns readings;
  private final int mostReadings;
  private int duplicates;
  private int expired;

  private Settle(MergeStatements store, ReadingColumns readings, int mostReadings) {
    this.store = store;
    this.readings = readings;
    this.mostReadings = mostReadings;
  }

  /**
   * Merges the oldest blocks of a group whose home is locked: those that stay are newer than the
   * chunks as well.
   *
   * @param mostReadings bounds the memory, for the readings of blocks and for those of chunks;
   *     slightly more may be taken
   */
  public static Merged run(MergeStatements store, int home, long group, int mostReadings) {
    List<TakenBlock> taken = store.takeGathered(home, group, mostReadings);
    List<ReadingColumns> runs = Frames.ofBlocks(home, taken);
    ReadingColumns merged = Runs.merge(runs);
    Settle settle = new Settle(store, merged, mostReadings);
    settle.settle(SeriesDay.of(merged));
    int readings = runs.stream().mapToInt(ReadingColumns::size).sum();
    Taken all = new Taken(taken.size(), readings);
    int duplicates = readings - merged.size() + settle.duplicates;
    return new Merged(Taken.NOTHING, all, duplicates, settle.expired);
  }

  /**
   * First all blocks of a group, and then readings of it that are newer than these.
   *
   * @return what it has done with both; what it has taken are the blocks
   */
  static Merged withNewer(
      MergeStatements store, int home, ReadingColumns readings, Slice newer, int mostReadings) {
    long group = SeriesGroup.of(readings.seriesId(newer.from()));
    Merged all = Merged.NOTHING;
    Merged older = run(store, home, group, mostReadings);
    for (; older.blocks() > 0; older = run(store, home, group, mostReadings)) {
      all = all.and(older);
    }
    ReadingColumns own = new ReadingColumns(newer.size());
    own.add(readings, newer.from(), newer.to());
    Settle settle = new Settle(store, own, mostReadings);
    settle.settle(SeriesDay.of(own));
    return all.and(new Merged(Taken.NOTHING, Taken.NOTHING, settle.duplicates, settle.expired));
  }

  private void settle(List<SeriesDay> days) {
    for (int from = 0; from < days.size(); from += MOST_DAYS) {
      List<SeriesDay> some = days.subList(from, Math.min(days.size(), from + MOST_DAYS));
      write(rewrites(some, store.findChunks(readings, some)));
    }
  }

  private List<Rewrite> rewrites(List<SeriesDay> days, List<ChunkPlace> there) {
    List<Rewrite> rewrites = new ArrayList<>();
    int from = 0;
    for (SeriesDay day : days) {
      int to = from;
      while (to < there.size() && day.contains(there.get(to))) {
        to++;
      }
      rewrites.addAll(Rewrite.of(readings, day, there.subList(from, to)));
      from = to;
    }
    return rewrites;
  }

  private void write(List<Rewrite> rewrites) {
    List<Rewrite> some = new ArrayList<>();
    int size = 0;
    for (Rewrite rewrite : rewrites) {
      some.add(rewrite);
      size += rewrite.size();
      if (size >= mostReadings) {
        writeTogether(some);
        some.clear();
        size = 0;
      }
    }
    if (!some.isEmpty()) {
      writeTogether(some);
    }
  }

  private void writeTogether(List<Rewrite> rewrites) {
    Map<ChunkPlace, TakenChunk> taken = new HashMap<>();
    List<ChunkPlace> places = rewrites.stream().flatMap(one -> one.chunks().stream()).toList();
    if (!places.isEmpty()) {
      store.takeChunks(places).forEach(chunk -> taken.put(chunk.at(), chunk));
    }
    List<Chunk> chunks = new ArrayList<>();
    for (Rewrite rewrite : rewrites) {
      chunks.addAll(Chunk.of(merge(rewrite, taken)));
    }
    expired += store.writeChunks(chunks);
  }

  private ReadingColumns merge(Rewrite rewrite, Map<ChunkPlace, TakenChunk> taken) {
    ReadingColumns before = new ReadingColumns(rewrite.size());
    for (ChunkPlace place : rewrite.chunks()) {
      TakenChunk chunk = taken.get(place);
      if (chunk == null) {
        throw new IllegalStateException("a chunk has gone although its home is locked: " + place);
      }
      ReadingColumns columns = Frames.ofChunk(chunk);
      before.add(columns, 0, columns.size());
    }
    ReadingColumns added = new ReadingColumns(rewrite.added().size());
    added.add(readings, rewrite.added().from(), rewrite.added().to());
    ReadingColumns merged = Runs.merge(List.of(before, added));
    duplicates += before.size() + added.size() - merged.size();
    return merged;
  }
}
