package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;

/**
 * Where a chunk is among all readings: those of its series from its first time to its last.
 *
 * @param size how many readings
 */
public record ChunkPlace(long seriesId, long firstMicros, long lastMicros, int size) {
  /** The place of a chunk with these readings. */
  public static ChunkPlace of(ReadingColumns readings, Slice slice) {
    return new ChunkPlace(
        readings.seriesId(slice.from()),
        readings.timeMicros(slice.from()),
        readings.timeMicros(slice.to() - 1),
        slice.size());
  }
}
