package dev.tidewire.query.page;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds a page of the readings of several series in rounds, each of which costs a small multiple of
 * the page. A round looks at some chunks of each series, and at some blocks of each shelf. Its
 * readings belong to the page up to the time where the first series or shelf ends that may have
 * others. The next round begins there. It asks of each series what the last one tells of its share,
 * and looks at more blocks where the last one has got nowhere. Not thread-safe.
 */
public final class Rounds {
  /** How much more a round takes than it needs when all series have equally many readings. */
  private static final long SPARE = 2;

  /** By how much the share of a series grows at least when it has stopped a round. */
  private static final long GROWTH = 4;

  /** Readings of a chunk, as long as nothing is known of them: fewer than most have. */
  private static final long USUAL = 64;

  /**
   * Blocks of a shelf that the first round looks at: more than wait as a rule, and few megabytes.
   */
  private static final int FIRST_BLOCKS = 128;

  private final long[] ids;
  private final Order order;
  private final int limit;
  private final long[] shares;
  private final long[] chunkLimits;

  private final long[] taken;
  private final long[] chunks;
  private final long[] readingsOfChunks;
  private final long[] ends;
  private TimeRange left;
  private @Nullable ReadingPosition after;
  private @Nullable ReadingPosition last;
  private int found;
  private int blockLimit = FIRST_BLOCKS;
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
    this.left = range;
    this.order = order;
    this.after = after;
    this.limit = limit;
    this.taken = new long[ids.length];
    this.chunks = new long[ids.length];
    this.readingsOfChunks = new long[ids.length];
    this.ends = new long[ids.length];
    this.shares = new long[ids.length];
    this.chunkLimits = new long[ids.length];
    Arrays.fill(shares, spare() * (limit + 1L) / ids.length + 1);
    Arrays.setAll(chunkLimits, this::chunkLimit);
  }

  /** Which times of a series the next round has to look at. */
  public TimeRange rangeOf(int place) {
    return after == null ? left : left.after(after, order, ids[place]);
  }

  /**
   * The next round looks at no more chunks of a series when it has so many readings in those after
   * the first one, of which perhaps one reading is in the range.
   */
  public long shareOf(int place) {
    return shares[place];
  }

  /** Most chunks of a series that the next round looks at, at least 2. */
  public long chunkLimitOf(int place) {
    return chunkLimits[place];
  }

  /** Most blocks of each shelf that the next round looks at, first ones first. */
  public int blockLimit() {
    return blockLimit;
  }

  /**
   * Takes a chunk that the round looks at.
   *
   * @param end its last time in the order of the page
   */
  public void chunk(int place, int readings, long end) {
    chunks[place]++;
    readingsOfChunks[place] += readings;
    ends[place] = end;
  }

  /** Takes the next reading of a round and tells whether the page has room for it. */
  public boolean add(int place, long timeMicros) {
    if (++found > limit) {
      return false;
    }
    last = new ReadingPosition(timeMicros, ids[place]);
    taken[place]++;
    return true;
  }

  /**
   * Ends a round.
   *
   * @param reached the last time, in the order of the page, up to which all readings were there; or
   *     null if those of the whole range were
   */
  public void end(@Nullable Long reached) {
    complete = found > limit || reached == null || !goOn(reached);
    if (reached != null && !complete) {
      prepare(reached);
    }
  }

  /**
   * Ends a round that has left out blocks. Only if it has got nowhere, the next one looks at
   * several times as many: the database client keeps a result in memory until its end.
   *
   * @param reached the last time, in the order of the page, up to which all readings were there; it
   *     may be before those that the round has looked for
   */
  public void endAtBlocks(long reached) {
    TimeRange before = left;
    complete = found > limit || !goOn(reached);
    if (left.equals(before)) {
      blockLimit = (int) Math.min(Integer.MAX_VALUE, GROWTH * blockLimit);
    }
    forget();
  }

  private void prepare(long reached) {
    long total = Math.max(1, Arrays.stream(taken).sum());
    for (int place = 0; place < ids.length; place++) {
      boolean hasStopped = chunks[place] > 0 && ends[place] == reached;
      shares[place] = share(place, total, hasStopped);
      chunkLimits[place] = chunkLimit(place);
    }
    forget();
  }

  private void forget() {
    Arrays.fill(taken, 0);
    Arrays.fill(chunks, 0);
    Arrays.fill(readingsOfChunks, 0);
  }

  private long share(int place, long total, boolean hasStopped) {
    long lacking = limit + 1L - found;
    long expected = spare() * lacking * taken[place] / total + 1;
    return hasStopped ? Math.max(expected, Math.min(lacking, GROWTH * shares[place])) : expected;
  }

  private long chunkLimit(int place) {
    long readings =
        chunks[place] == 0 ? USUAL : Math.max(1, readingsOfChunks[place] / chunks[place]);
    return shares[place] / readings + 2;
  }

  private long spare() {
    return ids.length == 1 ? 1 : SPARE;
  }

  private boolean goOn(long reached) {
    if (after == null || order.compare(reached, after.timeMicros()) >= 0) {
      after = null;
      left = left.behind(reached, order);
    }
    return left.from() < left.to();
  }

  /** Whether the page is there, so that no round is needed any more. */
  public boolean isComplete() {
    return complete;
  }

  /** How many more readings have to be looked at: one more than the page has room for. */
  public int lacking() {
    return limit + 1 - found;
  }

  /** How many readings the page has so far. */
  public int readings() {
    return Math.min(found, limit);
  }

  /** The reading that the next page continues after, or null when there is none. */
  public @Nullable ReadingPosition next() {
    return found > limit ? last : null;
  }
}
