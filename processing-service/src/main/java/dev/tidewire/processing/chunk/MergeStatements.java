package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import java.util.List;

/** The statements of one merge, all in one transaction. They wait for the database. */
public interface MergeStatements {
  /**
   * A block that a merge has taken from the table.
   *
   * @param seq of two readings of the same level with the same series and time, that with the
   *     higher one stands
   * @param body a frame, unless something has damaged it
   */
  record TakenBlock(long seq, Source source, byte[] body) {}

  /**
   * A chunk that a merge has taken from the table.
   *
   * @param body a frame, unless something has damaged it
   */
  record TakenChunk(ChunkPlace at, byte[] body) {}

  /** Locks the home until the transaction ends; false when another merge has it. */
  boolean lock(int home);

  /**
   * Takes the oldest blocks of level 0, by seq.
   *
   * @param mostReadings no further block is taken once the blocks have so many
   */
  List<TakenBlock> takeWritten(int home, int mostReadings);

  /** As {@link #takeWritten}, blocks of level 1 of a group. */
  List<TakenBlock> takeGathered(int home, long group, int mostReadings);

  /** Writes blocks of level 1. */
  void writeBlocks(int home, Source source, List<GroupBlock> blocks);

  /**
   * For each of the days the chunks that end between its first and its last reading, and the next
   * one before and after, all of the same day; in the order of series and time.
   *
   * @param readings those that the days are of
   */
  List<ChunkPlace> findChunks(ReadingColumns readings, List<SeriesDay> days);

  /** Takes the chunks, in any order. */
  List<TakenChunk> takeChunks(List<ChunkPlace> places);

  /**
   * Writes chunks; fails with an exception when they have no partitions.
   *
   * @return how many readings it has left out, with whole chunks: those that are too old and have
   *     no partition any more, so no other version of them is left
   */
  int writeChunks(List<Chunk> chunks);
}
