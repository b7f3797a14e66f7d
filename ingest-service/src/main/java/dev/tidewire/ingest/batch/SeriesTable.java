package dev.tidewire.ingest.batch;

import dev.tidewire.platform.text.Text;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The series of a request by their names: a hash table with look-ups that allocate no key. */
final class SeriesTable {
  private static final int FIRST_BUCKETS = 16;

  private final SeriesCatalog catalog;
  private @Nullable OpenSeries[] buckets = new @Nullable OpenSeries[FIRST_BUCKETS];
  private int size;
  private int bytes;
  private @Nullable OpenSeries last;

  SeriesTable(SeriesCatalog catalog) {
    this.catalog = catalog;
  }

  int size() {
    return size;
  }

  /** Roughly what the series take. */
  int bytes() {
    return bytes;
  }

  void forEach(Consumer<OpenSeries> action) {
    for (OpenSeries series : buckets) {
      for (; series != null; series = series.next) {
        action.accept(series);
      }
    }
  }

  /** Forgets all series. */
  void clear() {
    Arrays.fill(buckets, null);
    size = 0;
    bytes = 0;
    last = null;
  }

  /** The series of a measurement, unless its name or description is wrong. */
  Opened open(Text sensor, Measurement measurement) {
    KnownSeries remembered = measurement.series();
    return remembered == null ? openByText(sensor, measurement) : open(remembered);
  }

  private OpenSeries open(KnownSeries known) {
    if (last != null && last.known == known) {
      return last;
    }
    OpenSeries series = buckets[known.hash() & buckets.length - 1];
    while (series != null && !(series.known == known || series.known.isSameSeries(known))) {
      series = series.next;
    }
    if (series == null) {
      series = insert(new OpenSeries(known.hash(), known));
    } else if (series.known != known && !series.known.isSame(known)) {
      series.describe(known);
    }
    last = series;
    return series;
  }

  private Opened openByText(Text sensor, Measurement measurement) {
    OpenSeries series = find(sensor, measurement.metric());
    if (series == null || !series.known.isDescribedBy(measurement)) {
      int hash = series == null ? catalog.hash(sensor, measurement.metric()) : series.hash;
      KnownSeries known = catalog.find(hash, sensor, measurement);
      if (known == null) {
        Checked checked = catalog.check(hash, sensor, measurement);
        if (checked instanceof Violation violation) {
          return violation;
        }
        known = (KnownSeries) checked;
      }
      if (series == null) {
        series = insert(new OpenSeries(hash, known));
      } else {
        series.describe(known);
      }
    }
    last = series;
    measurement.remember(series.known);
    return series;
  }

  private @Nullable OpenSeries find(Text sensor, Text metric) {
    if (last != null && last.known.is(sensor, metric)) {
      return last;
    }
    int hash = catalog.hash(sensor, metric);
    OpenSeries series = buckets[hash & buckets.length - 1];
    while (series != null && !(series.hash == hash && series.known.is(sensor, metric))) {
      series = series.next;
    }
    return series;
  }

  private OpenSeries insert(OpenSeries series) {
    if (size == buckets.length) {
      grow();
    }
    size++;
    bytes += series.known.bytes();
    return link(buckets, series);
  }

  private void grow() {
    @Nullable OpenSeries[] grown = new @Nullable OpenSeries[buckets.length * 2];
    for (OpenSeries series : buckets) {
      while (series != null) {
        OpenSeries next = series.next;
        link(grown, series);
        series = next;
      }
    }
    buckets = grown;
  }

  private static OpenSeries link(@Nullable OpenSeries[] buckets, OpenSeries series) {
    int bucket = series.hash & buckets.length - 1;
    series.next = buckets[bucket];
    buckets[bucket] = series;
    return series;
  }
}
