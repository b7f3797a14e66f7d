package dev.tidewire.query.merge;

import dev.tidewire.contract.frame.FrameRow;

/** The row that a frame was in, which its text names. */
public sealed interface Origin {
  /** Of two readings with the same series and time, that of the higher rank stands. */
  long rank();

  /**
   * A chunk, which is older than every block.
   *
   * @param endMicros the time of its last reading, by its row
   */
  record Chunk(long seriesId, long endMicros) implements Origin {
    static final long RANK = -1;

    @Override
    public long rank() {
      return RANK;
    }

    @Override
    public String toString() {
      return FrameRow.ofChunk(seriesId, endMicros);
    }
  }

  /** A block. Level 0 is newer than level 1; within a level the higher seq is newer. */
  record Block(int home, int level, long seq) implements Origin {
    private static final long LEVEL_0 = 1L << 62;

    @Override
    public long rank() {
      return level == 0 ? LEVEL_0 | seq : seq;
    }

    @Override
    public String toString() {
      return FrameRow.ofBlock(home, seq);
    }
  }
}
