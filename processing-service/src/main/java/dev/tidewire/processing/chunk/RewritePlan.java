package dev.tidewire.processing.chunk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rewrites of a day, chunk after chunk. A chunk that no reading falls into separates
 * two rewrites, unless one of them joins it. Not thread-safe.
 */
final class RewritePlan {
  private final List<Rewrite> rewrites = new ArrayList<>();
  private List<ChunkPlace> chunks = new ArrayList<>();
  private int from;

  /** The last chunk that no reading falls into and that no rewrite has joined. */
  private @Nullable ChunkPlace separator;

  /**
   * @param from the first reading
   */
  RewritePlan(int from) {
    this.from = from;
  }

  /**
   * The next chunk.
   *
   * @param before the first reading that is not before it
   * @param after the first reading after it
   */
  void add(ChunkPlace chunk, int before, int after) {
    if (before < after) {
      chunks.add(chunk);
      return;
    }
    Rewrite open = open(before, true);
    boolean joins = open != null && open.joins(chunk, true);
    if (open != null) {
      rewrites.add(joins ? open.before(chunk) : open);
    }
    separator = joins ? null : chunk;
    chunks = new ArrayList<>();
    from = before;
  }

  /** All rewrites; {@code to} is the end of the readings. */
  List<Rewrite> end(int to) {
    Rewrite open = open(to, false);
    if (open != null) {
      rewrites.add(open);
    }
    return rewrites;
  }

  private @Nullable Rewrite open(int to, boolean late) {
    if (chunks.isEmpty() && from == to) {
      return null;
    }
    Rewrite open = new Rewrite(chunks, new Slice(from, to));
    return separator != null && open.joins(separator, late) ? open.after(separator) : open;
  }
}
