package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.contract.frame.Runs;
import dev.tidewire.processing.simulation.Bug;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The statements of a merge, and the bugs that can be planted there. */
final class BuggyTables implements MergeStatements {
  private final SimulatedTables tables;
  private final Bug bug;
  private final Set<Object> lockedRows;
  private final Set<Object> removed;

  /**
   * @param lockedRows what open transactions have taken
   * @param removed what this one has taken
   */
  BuggyTables(SimulatedTables tables, Bug bug, Set<Object> lockedRows, Set<Object> removed) {
    this.removed = removed;
    this.tables = tables;
    this.bug = bug;
    this.lockedRows = lockedRows;
  }

  @Override
  public boolean lock(int home) {
    return tables.lock(home);
  }

  @Override
  public List<TakenBlock> takeWritten(int home, int mostReadings) {
    List<TakenBlock> taken =
        take(home, 0, 0, mostReadings, bug == Bug.GATHERS_THE_NEWEST_BLOCKS_FIRST);
    if (bug == Bug.GATHERS_IN_THE_WRONG_ORDER) {
      Collections.reverse(taken);
    }
    return taken;
  }

  @Override
  public List<TakenBlock> takeGathered(int home, long group, int mostReadings) {
    List<TakenBlock> taken =
        take(home, 1, group, mostReadings, bug == Bug.SETTLES_THE_NEWEST_BLOCKS_FIRST);
    if (bug == Bug.SETTLES_IN_THE_WRONG_ORDER) {
      Collections.reverse(taken);
    }
    return taken;
  }

  private List<TakenBlock> take(int home, int level, long group, int most, boolean newestFirst) {
    boolean skips = bug == Bug.MERGES_WHAT_ANOTHER_MERGE_HAS_LEFT;
    Comparator<BlockRow> oldest = SimulatedTables.ORDER;
    return new ArrayList<>(
        tables.take(
            home,
            level,
            group,
            most,
            newestFirst ? oldest.reversed() : oldest,
            row -> !skips || !lockedRows.contains(row)));
  }

  @Override
  public void writeBlocks(int home, Source source, List<GroupBlock> blocks) {
    if (bug == Bug.GATHERS_INTO_THE_LEVEL_OF_POLLS) {
      blocks.forEach(block -> tables.write(home, 0, source, block));
    } else if (bug == Bug.WRITES_A_BLOCK_TOO_FEW) {
      tables.writeBlocks(home, source, blocks.subList(1, blocks.size()));
    } else {
      tables.writeBlocks(home, source, blocks);
    }
  }

  @Override
  public List<ChunkPlace> findChunks(ReadingColumns readings, List<SeriesDay> days) {
    List<ChunkPlace> found = tables.findChunks(readings, days);
    return bug == Bug.OVERLOOKS_A_CHUNK && !found.isEmpty()
        ? found.subList(1, found.size())
        : found;
  }

  @Override
  public List<TakenChunk> takeChunks(List<ChunkPlace> places) {
    if (bug == Bug.LEAVES_CHUNKS_WHERE_THEY_WERE) {
      return tables.findChunks(places).stream().map(ChunkRow::taken).toList();
    }
    List<TakenChunk> taken = tables.takeChunks(places);
    if (bug == Bug.TAKES_ANOTHER_CHUNK_TOO) {
      tables.chunkRows().stream()
          .filter(row -> row.at().seriesId() == places.get(0).seriesId())
          .findFirst()
          .ifPresent(tables.chunkRows()::remove);
    }
    return taken;
  }

  @Override
  public int writeChunks(List<Chunk> chunks) {
    return switch (bug) {
      case WRITES_A_CHUNK_TOO_FEW -> tables.writeChunks(chunks.subList(1, chunks.size()));
      case PUTS_CHUNKS_OVER_BLOCKS ->
          tables.writeChunks(chunks.stream().flatMap(one -> underTaken(one).stream()).toList());
      default -> tables.writeChunks(chunks);
    };
  }

  /** The chunk with the values that the chunks had in whose place it comes. */
  private List<Chunk> underTaken(Chunk written) {
    ReadingColumns readings = new ChunkRow(written).readings();
    for (Object row : removed) {
      if (row instanceof ChunkRow taken
          && taken.at().seriesId() == written.at().seriesId()
          && taken.at().firstMicros() >= written.at().firstMicros()
          && taken.at().lastMicros() <= written.at().lastMicros()) {
        readings = Runs.merge(List.of(readings, taken.readings()));
      }
    }
    return Chunk.of(readings);
  }
}
