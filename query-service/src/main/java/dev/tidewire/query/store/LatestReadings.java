package dev.tidewire.query.store;

import dev.tidewire.query.series.Series;
import java.util.List;
import java.util.stream.IntStream;

/** The latest reading of each of some series, as far as it is known. Not thread-safe. */
public final class LatestReadings {
  private final List<Series> series;
  private final boolean[] known;
  private final long[] times;
  private final double[] values;
  private int found;
  private boolean complete;

  LatestReadings(List<Series> series) {
    this.series = series;
    this.known = new boolean[series.size()];
    this.times = new long[series.size()];
    this.values = new double[series.size()];
  }

  void put(int place, long timeMicros, double value) {
    known[place] = true;
    times[place] = timeMicros;
    values[place] = value;
    found++;
  }

  /** How many series have a reading. */
  public int found() {
    return found;
  }

  /** Hands each known reading on, in the order of the series. */
  public void forEach(ReadingSink sink) {
    places(true).forEach(place -> sink.reading(place, times[place], values[place]));
  }

  /** The others have no reading. */
  void end() {
    complete = true;
  }

  boolean isComplete() {
    return complete || found == series.size();
  }

  int[] unknownPlaces() {
    return places(false).toArray();
  }

  Series series(int place) {
    return series.get(place);
  }

  private IntStream places(boolean whetherKnown) {
    return IntStream.range(0, known.length).filter(place -> known[place] == whetherKnown);
  }
}
