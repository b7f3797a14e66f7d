package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.RefusedReading;
import dev.tidewire.processing.intake.UnitConflict;
import dev.tidewire.processing.readings.IdentifiedSeries;
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
record IdentifiedPoll(Poll poll, List<IdentifiedSeries> series, Map<SeriesKey, String> units) {
  static IdentifiedPoll of(Poll poll, List<IdentifiedSeries> series, Units units) {
    Map<SeriesKey, String> mixed = new HashMap<>();
    for (IdentifiedSeries one : series) {
      if (one.unit() != null && !one.series().isIn(one.unit())) {
        mixed.put(one.series().key(), one.unit());
      }
    }
    return mixed.isEmpty()
        ? new IdentifiedPoll(poll, series, mixed)
        : unified(poll.in(new SeriesUnits(mixed, units)), series, mixed);
  }

  private static IdentifiedPoll unified(
      Poll poll, List<IdentifiedSeries> series, Map<SeriesKey, String> mixed) {
    Map<SeriesKey, IdentifiedSeries> known = new HashMap<>();
    series.forEach(one -> known.put(one.series().key(), one));
    List<IdentifiedSeries> unified =
        poll.series().stream()
            .map(one -> like(Objects.requireNonNull(known.get(one.key())), one))
            .toList();
    return new IdentifiedPoll(poll, unified, mixed);
  }

  private static IdentifiedSeries like(IdentifiedSeries known, MergedSeries series) {
    return new IdentifiedSeries(known.id(), known.home(), known.unit(), series);
  }

  /** The readings that can never be stored: their units are not those of their series. */
  List<RefusedReading> refused() {
    List<RefusedReading> refused = new ArrayList<>();
    for (UnitConflict conflict : poll.conflicts()) {
      SeriesReadings readings = conflict.readings();
      String unit = Objects.requireNonNull(units.get(readings.series()));
      for (int i = 0; i < readings.size(); i++) {
        refused.add(RefusedReading.byUnit(readings.reading(i), conflict.source(), unit));
      }
    }
    return refused;
  }
}
