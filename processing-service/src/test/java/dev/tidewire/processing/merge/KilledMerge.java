package dev.tidewire.processing.merge;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.Chunk;
import dev.tidewire.processing.chunk.ChunkPlace;
import dev.tidewire.processing.chunk.GroupBlock;
import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.SeriesDay;
import dev.tidewire.processing.chunk.Source;
import java.sql.SQLException;
import java.util.List;

/** A merge whose session is killed before one of its statements, or after the last. */
final class KilledMerge implements MergeStatements {
  private final MergeStatements statements;
  private final MergeStore store;
  private int left;

  /**
   * @param left how many statements are done before
   */
  KilledMerge(MergeStatements statements, MergeStore store, int left) {
    this.statements = statements;
    this.store = store;
    this.left = left;
  }

  /** Kills the session unless that has been done. */
  void kill() {
    if (left-- == 0) {
      try {
        store.killOthers();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Whether all statements have been done before the session could be killed. */
  boolean isThrough() {
    return left >= 0;
  }

  @Override
  public boolean lock(int home) {
    return statements.lock(home);
  }

  @Override
  public List<TakenBlock> takeWritten(int home, int mostReadings) {
    kill();
    return statements.takeWritten(home, mostReadings);
  }

  @Override
  public List<TakenBlock> takeGathered(int home, long group, int mostReadings) {
    kill();
    return statements.takeGathered(home, group, mostReadings);
  }

  @Override
  public void writeBlocks(int home, Source source, List<GroupBlock> blocks) {
    kill();
    statements.writeBlocks(home, source, blocks);
  }

  @Override
  public List<ChunkPlace> findChunks(ReadingColumns readings, List<SeriesDay> days) {
    kill();
    return statements.findChunks(readings, days);
  }

  @Override
  public List<TakenChunk> takeChunks(List<ChunkPlace> places) {
    kill();
    return statements.takeChunks(places);
  }

  @Override
  public int writeChunks(List<Chunk> chunks) {
    kill();
    return statements.writeChunks(chunks);
  }
}
