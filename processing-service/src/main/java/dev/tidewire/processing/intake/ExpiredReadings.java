package dev.tidewire.processing.intake;

import dev.tidewire.contract.SeriesNames;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.series.NamedSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The readings of a source that are too old, one batch for each record. Not thread-safe. */
final class ExpiredReadings {
  private final long horizonMicros;
  private final List<RefusedReadings> all = new ArrayList<>();

  /** Those of the record in work. */
  private final Map<NamedSeries, SeriesReadings> now = new LinkedHashMap<>();

  /** None yet. */
  ExpiredReadings(long horizonMicros) {
    this.horizonMicros = horizonMicros;
  }

  boolean isKept(long timeMicros) {
    return timeMicros >= horizonMicros;
  }

  /** A record begins. One that has not ended before was malformed. */
  void begin() {
    now.clear();
  }

  void add(NamedSeries series, long timeMicros, double value) {
    now.computeIfAbsent(series, ExpiredReadings::none).add(timeMicros, value);
  }

  private static SeriesReadings none(NamedSeries series) {
    SeriesNames names = series.names();
    return new SeriesReadings(names.key(), names.unit(), names.tags(), 1);
  }

  /** The record has ended. */
  void end(SourceRecord record) {
    if (!now.isEmpty()) {
      all.add(RefusedReadings.byTime(List.copyOf(now.values()), record, horizonMicros));
    }
  }

  /** In the order of their records. */
  List<RefusedReadings> all() {
    return all;
  }
}
