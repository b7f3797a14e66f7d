package dev.tidewire.processing.unit;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.Unified;
import dev.tidewire.processing.intake.UnitRule;
import java.util.Map;
import java.util.Optional;

/**
 * Converts readings into the units of their series, which never change. Otherwise a later unit
 * would give the values before it another meaning.
 */
public final class SeriesUnits implements UnitRule {
  private final Map<SeriesKey, String> unitOfSeries;
  private final Units units;

  /**
   * A rule for these series.
   *
   * @param unitOfSeries without the series whose readings need no conversion
   */
  public SeriesUnits(Map<SeriesKey, String> unitOfSeries, Units units) {
    this.unitOfSeries = unitOfSeries;
    this.units = units;
  }

  @Override
  public Unified unify(SeriesReadings readings) {
    String to = unitOfSeries.get(readings.series());
    String from = readings.unit();
    if (to == null || from == null || from.equals(to)) {
      return NONE.unify(readings);
    }
    SeriesReadings converted = like(readings, to);
    SeriesReadings conflicting = like(readings, from);
    Optional<Conversion> conversion = units.between(from, to);
    for (int i = 0; i < readings.size(); i++) {
      double value = readings.value(i);
      double other = conversion.isPresent() ? conversion.get().of(value) : Double.NaN;
      if (Double.isFinite(other)) {
        converted.add(readings.timeMicros(i), other);
      } else {
        conflicting.add(readings.timeMicros(i), value);
      }
    }
    return new Unified(converted, converted.size(), conflicting.size() == 0 ? null : conflicting);
  }

  private static SeriesReadings like(SeriesReadings readings, String unit) {
    return new SeriesReadings(readings.series(), unit, readings.tags(), 1);
  }
}
