package dev.tidewire.processing.series;

import dev.tidewire.contract.BatchSink;
import dev.tidewire.contract.SeriesNames;
import java.util.ArrayList;
import java.util.List;

/** Numbers the series that records of one partition name, from 0 on. Not thread-safe. */
public final class SeriesNumbers {
  private final int source;
  private final SeriesDictionary dictionary;
  private final SeriesDictionary.Cursor cursor = new SeriesDictionary.Cursor();
  private final List<NamedSeries> series = new ArrayList<>();
  private final NumberTable table = new NumberTable(series);
  private int last = BatchSink.NONE;
  private long unknownBytes;

  /** Of records of this partition; knows the series of the dictionary. */
  public SeriesNumbers(int source, SeriesDictionary dictionary) {
    this.source = source;
    this.dictionary = dictionary;
  }

  /** See {@link BatchSink#find}. Records often name the same series in the same order. */
  public int find(byte[] record, int from, int to) {
    int next = last + 1;
    boolean isNext = next < series.size() && series.get(next).isNamed(record, from, to);
    last = isNext ? next : look(record, from, to);
    return last;
  }

  private int look(byte[] record, int from, int to) {
    KnownSeries known = dictionary.find(record, from, to, cursor);
    int hash = known == null ? dictionary.hash(record, from, to) : hash(known, to - from);
    int number = table.find(hash, record, from, to);
    return number == BatchSink.NONE && known != null
        ? add(hash, new NamedSeries(source, record, from, to, null, known))
        : number;
  }

  /** An id is cheaper to hash than names; a series may be named with a unit and tags or without. */
  private static int hash(KnownSeries known, int length) {
    return Long.hashCode((known.id() << 8) + length) * 0x9E37_79B9;
  }

  /** See {@link BatchSink#number}. */
  public int number(SeriesNames names, byte[] bytes, int from, int to) {
    unknownBytes += to - from;
    NamedSeries unknown = new NamedSeries(source, bytes, from, to, names, null);
    return add(dictionary.hash(bytes, from, to), unknown);
  }

  private int add(int hash, NamedSeries one) {
    series.add(one);
    table.add(hash);
    return series.size() - 1;
  }

  /** What the names of those take that the dictionary does not know, taken back or not. */
  public long unknownBytes() {
    return unknownBytes;
  }

  /** No more records come soon: keeps nothing of the dictionary but the series of its own. */
  public void rest() {
    cursor.leave();
  }

  /** How many there are. */
  public int size() {
    return series.size();
  }

  /** The series of a number. */
  public NamedSeries get(int number) {
    return series.get(number);
  }

  /** All, in the order of their numbers. */
  public List<NamedSeries> all() {
    return series;
  }

  /** Takes back all numbers but the first ones. */
  public void keepFirst(int count) {
    if (count < series.size()) {
      series.subList(count, series.size()).clear();
      table.keepFirst(count);
      last = BatchSink.NONE;
    }
  }
}
