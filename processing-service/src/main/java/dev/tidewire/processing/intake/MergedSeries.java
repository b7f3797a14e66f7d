package dev.tidewire.processing.intake;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One series of a poll: the readings of all records in their order, and the last description. */
public final class MergedSeries {
  private final SeriesReadings readings;
  private @Nullable String unit;
  private Map<String, String> tags;

  /** Takes over the columns of the first record that holds the series. */
  MergedSeries(SeriesReadings first) {
    readings = first;
    unit = first.unit();
    tags = first.tags();
  }

  void add(SeriesReadings more) {
    for (int i = 0; i < more.size(); i++) {
      readings.add(more.timeMicros(i), more.value(i));
    }
    if (more.unit() != null) {
      unit = more.unit();
    }
    if (!more.tags().isEmpty()) {
      tags = more.tags();
    }
  }

  /** The sensor and metric. */
  public SeriesKey key() {
    return readings.series();
  }

  /** The readings in the order of their records. Their unit and tags are the first ones given. */
  public SeriesReadings readings() {
    return readings;
  }

  /** The last unit given, or null. */
  public @Nullable String unit() {
    return unit;
  }

  /** The last tags given; empty when none were given. */
  public Map<String, String> tags() {
    return tags;
  }
}
