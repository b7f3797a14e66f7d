package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.RefusedReading;
import dev.tidewire.processing.intake.UnitConflict;
import dev.tidewire.processing.store.Rows.Identified;
import dev.tidewire.processing.unit.SeriesUnits;
import dev.tidewire.processing.unit.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A poll whose series are known to the database.
 *
 * @param poll with all readings in the units of their series
 * @param series those of the poll
 * @param units of the series that had readings in other units
 */
record IdentifiedPoll(Poll poll, List<Identified> series, Map<SeriesKey, String> units) {
  static IdentifiedPoll of(Poll poll, List<Identified> series, Units units) {
    Map<SeriesKey, String> mixed = new HashMap<>();
    for (Identified one : series) {
      if (one.unit() != null && !one.series().isIn(one.unit())) {
        mixed.put(one.series().key(), one.unit());
      }
    }
    return mixed.isEmpty()
        ? new IdentifiedPoll(poll, series, mixed)
        : unified(poll.in(new SeriesUnits(mixed, units)), series, mixed);
  }

  private static IdentifiedPoll unified(
      Poll poll, List<Identified> series, Map<SeriesKey, String> mixed) {
    Map<SeriesKey, Identified> known = new HashMap<>();
    series.forEach(one -> known.put(one.series().key(), one));
    List<Identified> unified =
        poll.series().stream()
            .map(
                one -> {
                  Identified before = Objects.requireNonNull(known.get(one.key()));
                  return new Identified(before.id(), before.unit(), one);
                })
            .toList();
    return new IdentifiedPoll(poll, unified, mixed);
  }

  /** The result, once every reading of the poll is stored or refused. */
  StoredPoll stored(int replaced, List<RefusedReading> byDatabase) {
    List<RefusedReading> refused = new ArrayList<>(byDatabase);
    for (UnitConflict conflict : poll.conflicts()) {
      SeriesReadings readings = conflict.readings();
      String unit = Objects.requireNonNull(units.get(readings.series()));
      for (int i = 0; i < readings.size(); i++) {
        refused.add(RefusedReading.byUnit(readings.reading(i), conflict.source(), unit));
      }
    }
    return new StoredPoll(replaced, poll.converted(), refused);
  }
}
