package dev.tidewire.processing.chunk;

/**
 * What a merge has done, once it is committed.
 *
 * @param blocks taken from the table
 * @param readings in those blocks
 * @param duplicates readings, of those or in chunks, that were replaced by others with the same
 *     series and time
 * @param expired readings that were left out because they are too old
 */
public record Merged(int blocks, int readings, int duplicates, int expired) {
  public static final Merged NOTHING = new Merged(0, 0, 0, 0);
}
