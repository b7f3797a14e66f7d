package dev.tidewire.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the series of one batch as objects, each time that one occurs. */
final class BatchCollector implements BatchSink {
  private final List<SeriesNames> names = new ArrayList<>();
  private final List<SeriesReadings> series = new ArrayList<>();

  List<SeriesReadings> series() {
    return series;
  }

  @Override
  public int find(byte[] record, int from, int to) {
    return NONE;
  }

  @Override
  public int number(SeriesNames one, byte[] bytes, int from, int to) {
    names.add(one);
    return names.size() - 1;
  }

  @Override
  public void readings(int number, long[] times, double[] values, int size) {
    SeriesNames one = names.get(number);
    series.add(
        new SeriesReadings(
            one.key(),
            one.unit(),
            one.tags(),
            new SeriesReadings.Columns(
                Arrays.copyOf(times, size), Arrays.copyOf(values, size), size)));
  }
}
