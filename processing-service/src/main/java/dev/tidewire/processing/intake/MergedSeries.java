package dev.tidewire.processing.intake;

import dev.tidewire.contract.Names;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One series of a poll, as one partition holds it: the readings of all records in their order, and
 * what they say of the series.
 */
public final class MergedSeries {
  private final int source;
  private final SeriesReadings readings;
  private int converted;
  private @Nullable String unit;
  private boolean hasOtherUnits;
  private Map<String, String> tags;

  /** Takes over the columns of the first record that holds the series. */
  MergedSeries(int source, SeriesReadings first, int converted) {
    this.source = source;
    this.converted = converted;
    readings = first;
    unit = first.unit();
    tags = first.tags();
  }

  void add(SeriesReadings more, int convertedOfThem) {
    converted += convertedOfThem;
    for (int i = 0; i < more.size(); i++) {
      readings.add(more.timeMicros(i), more.value(i));
    }
    if (unit == null) {
      unit = more.unit();
    } else if (more.unit() != null && !more.unit().equals(unit)) {
      hasOtherUnits = true;
    }
    if (!more.tags().isEmpty() && !more.tags().equals(tags)) {
      Map<String, String> all = new HashMap<>(tags);
      all.putAll(more.tags());
      tags = all.size() > Names.MAX_TAGS ? more.tags() : all;
    }
  }

  /** The partition that the records come from. */
  public int source() {
    return source;
  }

  /** How many readings were sent in another unit than the one that they are in now. */
  public int converted() {
    return converted;
  }

  /** The sensor and metric. */
  public SeriesKey key() {
    return readings.series();
  }

  /** The readings in the order of their records. Their unit and tags are the first ones given. */
  public SeriesReadings readings() {
    return readings;
  }

  /** The first unit given, or null. */
  public @Nullable String unit() {
    return unit;
  }

  /** Whether no reading was sent in another unit than this one. */
  public boolean isIn(String other) {
    return unit == null || unit.equals(other) && !hasOtherUnits;
  }

  /**
   * The tags given, of a key the last one; empty when none were given. Those that would make them
   * too many stand alone.
   */
  public Map<String, String> tags() {
    return tags;
  }
}
