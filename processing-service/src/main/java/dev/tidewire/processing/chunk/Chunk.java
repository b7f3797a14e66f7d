package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import java.util.List;

/**
 * A chunk, before it is written.
 *
 * @param at where it is
 * @param first the value of the first reading
 * @param last the value of the last reading
 * @param total the sum of all values, added one after another in the order of their times
 * @param body the frame
 */
public record Chunk(
    ChunkPlace at,
    double first,
    double last,
    double least,
    double greatest,
    double total,
    byte[] body) {
  /** A row of at most 2 kB, unless the values are no decimals of few places. */
  static final int MOST_READINGS = 720;

  /**
   * Chunks of all the readings.
   *
   * @param readings of one series and one day
   */
  public static List<Chunk> of(ReadingColumns readings) {
    return new Slice(0, readings.size())
        .cut(MOST_READINGS).stream().map(slice -> of(readings, slice)).toList();
  }

  private static Chunk of(ReadingColumns readings, Slice slice) {
    return of(readings, slice, FrameEncoder.encode(readings, slice.from(), slice.to()));
  }

  /** The chunk of these readings whose frame is the body. */
  static Chunk of(ReadingColumns readings, Slice slice, byte[] body) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double total = 0;
    for (int i = slice.from(); i < slice.to(); i++) {
      least = Math.min(least, readings.value(i));
      greatest = Math.max(greatest, readings.value(i));
      total += readings.value(i);
    }
    return new Chunk(
        ChunkPlace.of(readings, slice),
        readings.value(slice.from()),
        readings.value(slice.to() - 1),
        least,
        greatest,
        total,
        body);
  }
}
