package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.Poll;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One series of a poll: its readings of all records in their order, and its last description. */
final class MergedSeries {
  private SeriesReadings readings;
  private boolean copied;
  private @Nullable String unit;
  private Map<String, String> tags;

  private MergedSeries(SeriesReadings first) {
    readings = first;
    unit = first.unit();
    tags = first.tags();
  }

  /** The series of a poll, which is left as it is: its columns are copied where they must grow. */
  static Collection<MergedSeries> of(Poll poll) {
    Map<SeriesKey, MergedSeries> merged = new HashMap<>();
    for (Poll.DecodedRecord entry : poll.decoded()) {
      for (SeriesReadings readings : entry.batch().series()) {
        MergedSeries known = merged.get(readings.series());
        if (known == null) {
          merged.put(readings.series(), new MergedSeries(readings));
        } else {
          known.add(readings);
        }
      }
    }
    return merged.values();
  }

  private void add(SeriesReadings more) {
    if (!copied) {
      SeriesReadings copy =
          new SeriesReadings(key(), null, Map.of(), 4 * (readings.size() + more.size()));
      copyInto(copy, readings);
      readings = copy;
      copied = true;
    }
    copyInto(readings, more);
    if (more.unit() != null) {
      unit = more.unit();
    }
    if (!more.tags().isEmpty()) {
      tags = more.tags();
    }
  }

  private static void copyInto(SeriesReadings target, SeriesReadings source) {
    for (int i = 0; i < source.size(); i++) {
      target.add(source.timeMicros(i), source.value(i));
    }
  }

  SeriesKey key() {
    return readings.series();
  }

  SeriesReadings readings() {
    return readings;
  }

  /** The last unit given, or null. */
  @Nullable String unit() {
    return unit;
  }

  /** The last tags given; empty when none were. */
  Map<String, String> tags() {
    return tags;
  }
}
