package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks of one series and day that are written anew, with the readings that go between and into
 * them. Where there are no chunks, the readings make the first.
 *
 * @param chunks in the order of their times; nothing else is between them
 * @param added the readings, newer than those of the chunks
 */
record Rewrite(List<ChunkPlace> chunks, Slice added) {
  /** Smaller chunks are always joined with their neighbours. */
  private static final int SMALL = 120;

  /** A chunk is not written anew for fewer readings than its own divided by this. */
  private static final int MOST_TIMES = 4;

  /** The most readings that the new chunks can have. */
  int size() {
    return chunks.stream().mapToInt(ChunkPlace::size).sum() + added.size();
  }

  /**
   * The rewrites that settle the readings of a day. No two of them touch the same chunk, and those
   * chunks that a reading falls into are all written anew.
   *
   * @param there the chunks that the readings fall into, and the next ones before and after each
   *     reading that falls into none, in the order of their times
   */
  static List<Rewrite> of(ReadingColumns readings, SeriesDay day, List<ChunkPlace> there) {
    RewritePlan plan = new RewritePlan(day.slice().from());
    int at = day.slice().from();
    for (ChunkPlace chunk : there) {
      int before = firstFrom(readings, at, day.slice().to(), chunk.firstMicros());
      int after = firstFrom(readings, before, day.slice().to(), chunk.lastMicros() + 1);
      plan.add(chunk, before, after);
      at = after;
    }
    return plan.end(day.slice().to());
  }

  private static int firstFrom(ReadingColumns readings, int from, int to, long micros) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (readings.timeMicros(middle) < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Whether a neighbour is written anew as well. A series that trickles would otherwise get a chunk
   * a merge, and one that is always joined would be written again and again.
   *
   * @param late a chunk comes after the readings, so they are no trickle that goes on: no later
   *     merge may ever join them
   */
  boolean joins(ChunkPlace neighbour, boolean late) {
    int size = size();
    return neighbour.size() < SMALL
        || (neighbour.size() + size <= Chunk.MOST_READINGS
            && (late || neighbour.size() <= MOST_TIMES * size));
  }

  Rewrite after(ChunkPlace neighbour) {
    List<ChunkPlace> all = new ArrayList<>(chunks.size() + 1);
    all.add(neighbour);
    all.addAll(chunks);
    return new Rewrite(all, added);
  }

  Rewrite before(ChunkPlace neighbour) {
    List<ChunkPlace> all = new ArrayList<>(chunks);
    all.add(neighbour);
    return new Rewrite(all, added);
  }
}
