package dev.tidewire.processing.chunk;

/**
 * What a merge has done, once it is committed.
 *
 * @param written what it has taken of level 0
 * @param gathered what it has taken of level 1; a gather does where it settles a group at once
 * @param duplicates readings, of those or in chunks, that were replaced by others with the same
 *     series and time
 * @param expired readings that were left out because they are too old
 */
public record Merged(Taken written, Taken gathered, int duplicates, int expired) {
  public static final Merged NOTHING = new Merged(Taken.NOTHING, Taken.NOTHING, 0, 0);

  /** Blocks that were taken from the table, and the readings in them. */
  public record Taken(int blocks, int readings) {
    public static final Taken NOTHING = new Taken(0, 0);

    private Taken and(Taken other) {
      return new Taken(blocks + other.blocks, readings + other.readings);
    }
  }

  /** Both together. */
  Merged and(Merged other) {
    return new Merged(
        written.and(other.written),
        gathered.and(other.gathered),
        duplicates + other.duplicates,
        expired + other.expired);
  }

  /** All blocks that it has taken. */
  public int blocks() {
    return written.and(gathered).blocks();
  }

  /** The readings in these blocks. */
  public int readings() {
    return written.and(gathered).readings();
  }
}
