package dev.tidewire.query.page;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds a page of the readings of several series in rounds, each of which costs a small multiple of
 * the page. A round takes a share of each series and hands on the first of these readings, in the
 * order of the page. They belong to the page until a share is used up: behind its last reading, the
 * series may have others. The next round begins there, reads no further than the page can reach,
 * and gives the series whose shares were used up larger ones, so that each round leaves at most
 * half as many of them. Not thread-safe.
 */
public final class Rounds {
  /** How much more a round takes than it needs when all series have equally many readings. */
  private static final long SPARE = 2;

  private final long[] ids;
  private final TimeRange range;
  private final Order order;
  private final int limit;
  private final long[] shares;

  private final long[] taken;
  private final BitSet usedUp = new BitSet();
  private TimeRange within;
  private @Nullable ReadingPosition last;
  private long lastTaken;
  private int asked;
  private int rows;
  private int certain;
  private boolean complete;

  /**
   * A page that nothing is known of.
   *
   * @param ids of the series, at least one, in ascending order
   * @param after the reading to continue after, or null to begin
   * @param limit most readings of the page
   */
  public Rounds(
      long[] ids, TimeRange range, Order order, @Nullable ReadingPosition after, int limit) {
    this.ids = ids.clone();
    this.range = range;
    this.order = order;
    this.limit = limit;
    this.within = range;
    this.last = after;
    this.asked = limit + 1;
    this.taken = new long[ids.length];
    this.shares = new long[ids.length];
    Arrays.fill(shares, share(ids.length));
  }

  /** Which times of a series the next round has to look at. */
  public TimeRange rangeOf(int place) {
    return last == null ? within : within.after(last, order, ids[place]);
  }

  /** Most readings that the next round takes from a series. */
  public long shareOf(int place) {
    return shares[place];
  }

  /**
   * Most readings that the next round hands on: those that the page lacks, and one more to learn
   * whether there is one.
   */
  public int most() {
    return limit + 1 - certain;
  }

  /** Takes the next reading of a round and tells whether it is the next one of the page. */
  public boolean add(int place, long timeMicros) {
    rows++;
    lastTaken = timeMicros;
    boolean isCertain = usedUp.isEmpty();
    if (isCertain && ++certain <= limit) {
      last = new ReadingPosition(timeMicros, ids[place]);
    }
    if (++taken[place] == shares[place]) {
      usedUp.set(place);
    }
    return isCertain && certain <= limit;
  }

  /** Ends a round. */
  public void end() {
    boolean isAll = usedUp.isEmpty();
    complete = certain > limit || (isAll && within.equals(range));
    if (isAll) {
      // Within less than the range only when readings were deleted meanwhile.
      within = range;
    } else if (rows == asked) {
      within = upTo(lastTaken);
    }
    asked = most();
    long larger = share(Math.max(1, usedUp.cardinality()));
    usedUp.stream().forEach(place -> shares[place] = larger);
    usedUp.clear();
    Arrays.fill(taken, 0);
    rows = 0;
  }

  /** Whether the page is there, so that no round is needed any more. */
  public boolean isComplete() {
    return complete;
  }

  /** How many readings the page has so far. */
  public int readings() {
    return Math.min(certain, limit);
  }

  /** The reading that the next page continues after, or null when there is none. */
  public @Nullable ReadingPosition next() {
    return certain > limit ? last : null;
  }

  private TimeRange upTo(long time) {
    return order == Order.ASC
        ? new TimeRange(range.from(), time + 1)
        : new TimeRange(time, range.to());
  }

  private long share(int series) {
    return SPARE * most() / series + 1;
  }
}
