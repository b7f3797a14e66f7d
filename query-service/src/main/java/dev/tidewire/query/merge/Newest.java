package dev.tidewire.query.merge;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the newest reading of each of some series, from the last chunk of each and from the blocks
 * of its shelves that reach furthest. Knows which of them are surely the newest. Not thread-safe.
 */
public final class Newest {
  private final long[] ids;
  private final List<Shelf> shelves;
  private final int most;
  private final boolean[] known;
  private final long[] times;
  private final double[] values;
  private final long[] ranks;

  private final int[] blocks;
  private final long[] reached;

  /**
   * Knows nothing.
   *
   * @param ids of the series
   * @param shelves all of theirs
   * @param most blocks that are looked at of a shelf
   */
  public Newest(long[] ids, List<Shelf> shelves, int most) {
    this.ids = ids.clone();
    this.shelves = shelves;
    this.most = most;
    this.known = new boolean[ids.length];
    this.times = new long[ids.length];
    this.values = new double[ids.length];
    this.ranks = new long[ids.length];
    this.blocks = new int[shelves.size()];
    this.reached = new long[shelves.size()];
    Arrays.fill(reached, Long.MAX_VALUE);
  }

  /** Takes the last reading of the last chunk of a series. */
  public void chunk(int place, long timeMicros, double value) {
    offer(place, timeMicros, value, Origin.Chunk.RANK);
  }

  /**
   * Takes a block of a shelf.
   *
   * @param maxTime the last time of all its readings
   */
  public void block(int shelf, long maxTime, Body body) {
    blocks[shelf]++;
    reached[shelf] = Math.min(reached[shelf], maxTime);
    for (int place : shelves.get(shelf).places()) {
      int last = body.frame().firstFrom(ids[place], Long.MAX_VALUE) - 1;
      if (last >= 0 && body.frame().seriesId(last) == ids[place]) {
        long time = body.time(last, ids[place]);
        offer(place, time, body.value(last), body.origin().rank());
      }
    }
  }

  private void offer(int place, long time, double value, long rank) {
    boolean isNewer =
        !known[place] || time > times[place] || (time == times[place] && rank > ranks[place]);
    if (isNewer) {
      known[place] = true;
      times[place] = time;
      values[place] = value;
      ranks[place] = rank;
    }
  }

  /**
   * Which series have surely no newer reading.
   *
   * @param from the time from which on chunks were looked at
   */
  public boolean[] proven(long from) {
    boolean[] proven = new boolean[ids.length];
    for (int place = 0; place < ids.length; place++) {
      proven[place] = known[place] && times[place] >= from;
    }
    for (int shelf = 0; shelf < shelves.size(); shelf++) {
      for (int place : shelves.get(shelf).places()) {
        // The blocks that were left out reach no further than the last one that was not.
        proven[place] &= blocks[shelf] < most || times[place] > reached[shelf];
      }
    }
    return proven;
  }

  /** Whether no block was left out. */
  public boolean hasSeenAllBlocks() {
    return Arrays.stream(blocks).allMatch(seen -> seen < most);
  }

  /** Whether the series has a reading. */
  public boolean isKnown(int place) {
    return known[place];
  }

  /** The time of its newest reading, if it has one. */
  public long timeMicros(int place) {
    return times[place];
  }

  /** The value of its newest reading, if it has one. */
  public double value(int place) {
    return values[place];
  }
}
