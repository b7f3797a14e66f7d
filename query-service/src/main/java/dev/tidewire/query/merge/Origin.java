package dev.tidewire.query.merge;

/** The row that a frame was in. */
public sealed interface Origin {
  /** Of two readings with the same series and time, that of the higher rank stands. */
  long rank();

  /** A chunk, which is older than every block. */
  record Chunk(long seriesId) implements Origin {
    @Override
    public long rank() {
      return -1;
    }

    @Override
    public String toString() {
      return "A chunk of series " + seriesId;
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
      return "The block of home " + home + " with seq " + seq;
    }
  }
}
