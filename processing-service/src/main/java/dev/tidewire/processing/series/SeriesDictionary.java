package dev.tidewire.processing.series;

import dev.tidewire.contract.SeriesNames;
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

  /**
   * Knows no series yet.
   *
   * @param mostBytes roughly the most memory that it takes
   */
  public SeriesDictionary(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** A key to look for names by. */
  NamesBytes key() {
    return new NamesBytes(hash);
  }

  /** The series that encoded names name, if all that they say of it is known. */
  @Nullable KnownSeries find(byte[] names, int from, int to) {
    int end = SeriesNames.endOfKey(names, from, to);
    return end == from ? null : find(names, from, end, to);
  }

  private @Nullable KnownSeries find(byte[] names, int from, int end, int to) {
    long key = hash.of(names, from, end);
    long rest = hash.of(names, end, to);
    synchronized (this) {
      Generation holder = young;
      int entry = young.find(key, names, from, end);
      if (entry < 0) {
        holder = old;
        entry = old.find(key, names, from, end);
      }
      if (entry < 0 || end < to && holder.rest(entry) != rest) {
        return null;
      }
      KnownSeries found = holder.series(entry);
      if (holder == old) {
        add(key, names, from, end, holder.rest(entry), found);
      }
      return end < to ? found : found.withoutSent();
    }
  }

  /** The database knows the series and all that these names say of it. */
  void put(byte[] names, int from, int to, KnownSeries series) {
    int end = SeriesNames.endOfKey(names, from, to);
    long key = hash.of(names, from, end);
    long rest = hash.of(names, end, to);
    synchronized (this) {
      int entry = young.find(key, names, from, end);
      if (entry < 0) {
        add(key, names, from, end, rest, series);
      } else {
        young.set(entry, rest, series);
      }
    }
  }

  private void add(long key, byte[] names, int from, int end, long rest, KnownSeries series) {
    if (young.bytes() > mostBytes / 2) {
      old = young;
      young = new Generation();
    }
    young.add(key, names, from, end, rest, series);
  }

  /** How many entries there are; a series may have two. */
  synchronized int size() {
    return young.size() + old.size();
  }

  /** Forgets all series. */
  synchronized void clear() {
    young = new Generation();
    old = new Generation();
  }
}
