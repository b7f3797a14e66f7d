package dev.tidewire.processing.series;

import dev.tidewire.contract.BatchSink;
import dev.tidewire.contract.SeriesNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the series that records of one partition name, from 0 on. Not thread-safe. */
public final class SeriesNumbers {
  private final int source;
  private final SeriesDictionary dictionary;
  private final Map<NamesBytes, Integer> numbers = new HashMap<>();
  private final List<NamedSeries> series = new ArrayList<>();
  private final NamesBytes wanted;

  /** Of records of this partition; knows the series of the dictionary. */
  public SeriesNumbers(int source, SeriesDictionary dictionary) {
    this.source = source;
    this.dictionary = dictionary;
    this.wanted = dictionary.key();
  }

  /** See {@link BatchSink#find}. */
  public int find(byte[] record, int from, int to) {
    Integer number = numbers.get(wanted.at(record, from, to));
    if (number != null) {
      return number;
    }
    KnownSeries known = dictionary.find(record, from, to);
    return known == null ? BatchSink.NONE : add(record, from, to, null, known);
  }

  /** See {@link BatchSink#number}. */
  public int number(SeriesNames names, byte[] bytes, int from, int to) {
    return add(bytes, from, to, names, null);
  }

  private int add(
      byte[] bytes, int from, int to, @Nullable SeriesNames names, @Nullable KnownSeries known) {
    int number = series.size();
    series.add(new NamedSeries(source, bytes, from, to, names, known));
    numbers.put(dictionary.key().at(bytes, from, to), number);
    return number;
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
      numbers.values().removeIf(number -> number >= count);
    }
  }
}
