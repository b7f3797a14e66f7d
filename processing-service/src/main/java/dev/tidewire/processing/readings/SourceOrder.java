package dev.tidewire.processing.readings;

import dev.tidewire.processing.intake.SourceReadings;
import dev.tidewire.processing.series.NamedSeries;
import java.util.Arrays;
import java.util.List;

/**
 * The order of the series of a source by their ids. Series that are named in several ways have one
 * rank.
 */
final class SourceOrder {
  private static final int PLACE_BITS = 20;

  /** The rank of each series, by its place in the source. */
  private final int[] ranks;

  /** One series of each rank. */
  private final NamedSeries[] series;

  private final int size;

  private SourceOrder(int[] ranks, NamedSeries[] series, int size) {
    this.ranks = ranks;
    this.series = series;
    this.size = size;
  }

  static SourceOrder of(SourceReadings readings) {
    List<NamedSeries> all = readings.series();
    long[] byId = sortedKeys(all);
    int[] ranks = new int[all.size()];
    NamedSeries[] series = new NamedSeries[byId.length];
    int size = 0;
    for (int i = 0; i < byId.length; i++) {
      int place = (int) byId[i] & (1 << PLACE_BITS) - 1;
      boolean isNext = i == 0 || byId[i] >> PLACE_BITS != byId[i - 1] >> PLACE_BITS;
      if (isNext) {
        series[size++] = all.get(place);
      }
      ranks[place] = size - 1;
    }
    return new SourceOrder(ranks, series, size);
  }

  /** Almost sorted already, where the series report in the same order each time. */
  private static long[] sortedKeys(List<NamedSeries> all) {
    long[] keys = new long[all.size()];
    int size = 0;
    for (int place = 0; place < keys.length; place++) {
      NamedSeries one = all.get(place);
      if (one.hasReadings()) {
        keys[size++] = key(one.known().id(), place);
      }
    }
    Arrays.sort(keys, 0, size);
    return size == keys.length ? keys : Arrays.copyOf(keys, size);
  }

  /** Both in one number, so that sorting needs no objects. */
  private static long key(long id, int place) {
    if (id < 0 || id >= 1L << (Long.SIZE - 1 - PLACE_BITS) || place >= 1 << PLACE_BITS) {
      throw new IllegalStateException("series " + id + " cannot be sorted at place " + place);
    }
    return id << PLACE_BITS | place;
  }

  /** How many ranks there are. */
  int size() {
    return size;
  }

  /** The rank of the series at a place of the source. */
  int rank(int place) {
    return ranks[place];
  }

  long id(int rank) {
    return series[rank].known().id();
  }

  int home(int rank) {
    return series[rank].known().home();
  }
}
