package dev.tidewire.processing.series;

import static java.util.Objects.requireNonNull;

import dev.tidewire.contract.SeriesNames;
import dev.tidewire.platform.text.KeyedHash;
import org.jspecify.annotations.Nullable;

/**
 * The series that were named lately, by the bytes that name them. Of a series it keeps the last
 * unit and tags that were entered in the database, as a hash: a record that says something else, or
 * says it in another order, is not known. Bounded by bytes: the entries that were not used while
 * half of the room was filled are forgotten. Thread-safe.
 */
public final class SeriesDictionary {
  private final KeyedHash hash = new KeyedHash();
  private final long mostBytes;
  private Generation young = new Generation();
  private Generation old = new Generation();
  private long clears;

  /**
   * Knows no series yet.
   *
   * @param mostBytes roughly the most memory that it takes
   */
  public SeriesDictionary(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Where a look has ended: at an entry, or nowhere. It keeps the entries in memory that are
   * forgotten meanwhile. Not thread-safe.
   */
  static final class Cursor {
    private @Nullable Generation generation;
    private int entry = Generation.NONE;

    /** Goes nowhere, and keeps nothing. */
    void leave() {
      generation = null;
      entry = Generation.NONE;
    }

    /** Moves to the next entry, if it is of this generation and has the key. */
    private boolean goOn(Generation young, byte[] names, int from, int end) {
      if (generation != young || !young.hasKey(entry + 1, names, from, end)) {
        return false;
      }
      entry++;
      return true;
    }

    private void move(Generation to, int at) {
      generation = to;
      entry = at;
    }

    private boolean isAtEntry() {
      return entry != Generation.NONE;
    }

    private long rest() {
      return requireNonNull(generation).rest(entry);
    }

    private KnownSeries series() {
      return requireNonNull(generation).series(entry);
    }
  }

  /** A hash of encoded names that nobody can foresee. */
  int hash(byte[] names, int from, int to) {
    long bits = hash.of(names, from, to);
    return (int) (bits ^ bits >>> 32);
  }

  /**
   * The series that encoded names name, if all that they say of it is known.
   *
   * @param cursor where the last look ended; it is moved on. Whoever names many series names them
   *     in the same order each time, and then the next entry is the one.
   */
  @Nullable KnownSeries find(byte[] names, int from, int to, Cursor cursor) {
    int end = SeriesNames.endOfKey(names, from, to);
    return end == from ? null : find(names, from, end, to, cursor);
  }

  private synchronized @Nullable KnownSeries find(
      byte[] names, int from, int end, int to, Cursor cursor) {
    if (!cursor.goOn(young, names, from, end)) {
      look(names, from, end, cursor);
    }
    if (!cursor.isAtEntry() || end < to && cursor.rest() != hash.of(names, end, to)) {
      return null;
    }
    return end < to ? cursor.series() : cursor.series().withoutSent();
  }

  private void look(byte[] names, int from, int end, Cursor cursor) {
    long key = hash.of(names, from, end);
    cursor.move(young, young.find(key, names, from, end));
    int aged = cursor.isAtEntry() ? Generation.NONE : old.find(key, names, from, end);
    if (aged != Generation.NONE) {
      int entry = add(key, names, from, end, old.rest(aged), old.series(aged));
      cursor.move(young, entry);
    }
  }

  /**
   * The database knows the series and all that these names say of it.
   *
   * @param asked what {@link #clears} was when the database was asked: an answer from before the
   *     last time that all was forgotten may be of a database that is gone
   */
  void put(byte[] names, int from, int to, KnownSeries series, long asked) {
    int end = SeriesNames.endOfKey(names, from, to);
    long key = hash.of(names, from, end);
    long rest = hash.of(names, end, to);
    synchronized (this) {
      if (asked != clears) {
        return;
      }
      int entry = young.find(key, names, from, end);
      if (entry == Generation.NONE) {
        var unused = add(key, names, from, end, rest, series);
      } else {
        young.set(entry, rest, series);
      }
    }
  }

  private int add(long key, byte[] names, int from, int end, long rest, KnownSeries series) {
    if (young.size() > 0 && young.bytesWith(end - from) > mostBytes / 2) {
      old = young;
      young = new Generation();
    }
    return young.add(key, names, from, end, rest, series);
  }

  /** How many entries there are; a series may have two. */
  synchronized int size() {
    return young.size() + old.size();
  }

  /** How often all series were forgotten. */
  synchronized long clears() {
    return clears;
  }

  /** Forgets all series. */
  synchronized void clear() {
    clears++;
    young = new Generation();
    old = new Generation();
  }
}
