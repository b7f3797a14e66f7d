package dev.tidewire.query.merge;

import dev.tidewire.query.page.TimeRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the first and the last time of each of some series. Not thread-safe. */
public final class Spans {
  private final long[] ids;
  private final List<Shelf> shelves;
  private final long[] first;
  private final long[] last;

  /** Knows nothing. */
  public Spans(long[] ids, List<Shelf> shelves) {
    this.ids = ids.clone();
    this.shelves = shelves;
    this.first = new long[ids.length];
    this.last = new long[ids.length];
    Arrays.fill(first, Long.MAX_VALUE);
    Arrays.fill(last, Long.MIN_VALUE);
  }

  /** Takes the ends of the chunks of a series. */
  public void chunks(int place, long firstMicros, long lastMicros) {
    first[place] = Math.min(first[place], firstMicros);
    last[place] = Math.max(last[place], lastMicros);
  }

  /** Takes a block of a shelf. */
  public void block(int shelf, Body body) {
    for (int place : shelves.get(shelf).places()) {
      long id = ids[place];
      int from = body.frame().firstFrom(id, TimeRange.ALL.from());
      int to = body.frame().firstFrom(id, TimeRange.ALL.to());
      if (from < to) {
        chunks(place, body.time(from, id), body.time(to - 1, id));
      }
    }
  }

  /** The first time of a series; null if it has no reading. */
  public @Nullable Long firstMicros(int place) {
    return first[place] > last[place] ? null : first[place];
  }

  /** The last time of a series; null if it has no reading. */
  public @Nullable Long lastMicros(int place) {
    return first[place] > last[place] ? null : last[place];
  }
}
