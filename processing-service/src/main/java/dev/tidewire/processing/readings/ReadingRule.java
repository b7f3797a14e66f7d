package dev.tidewire.processing.readings;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesNames;
import dev.tidewire.processing.intake.RefusedReadings;
import dev.tidewire.processing.intake.SourceReadings;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.series.KnownSeries;
import dev.tidewire.processing.series.NamedSeries;
import dev.tidewire.processing.unit.Conversion;
import dev.tidewire.processing.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which readings of a source can be stored, and with which values: those in the unit of
 * their series, which never changes. Otherwise a later unit would give the values before it another
 * meaning. Not thread-safe.
 */
final class ReadingRule {
  private static final Conversion IMPOSSIBLE = value -> Double.NaN;

  private final SourceReadings readings;

  /** By the place of the series; null where nothing is to be converted. */
  private final @Nullable Conversion[] conversions;

  private final List<RefusedReadings> refused = new ArrayList<>();
  private int converted;

  /** The offset of the record of the last refused reading. */
  private long refusedOf = -1;

  /** The position of that reading among those of its record. */
  private int position;

  ReadingRule(SourceReadings readings, Units units) {
    this.readings = readings;
    this.conversions = new Conversion[readings.series().size()];
    for (int place = 0; place < conversions.length; place++) {
      NamedSeries series = readings.series().get(place);
      conversions[place] = series.hasReadings() ? conversion(series.known(), units) : null;
    }
  }

  private static @Nullable Conversion conversion(KnownSeries series, Units units) {
    if (series.isInItsUnit()) {
      return null;
    }
    String sent = Objects.requireNonNull(series.sent());
    String unit = Objects.requireNonNull(series.unit(), "a series that has a unit has none");
    Optional<Conversion> between = units.between(sent, unit);
    return between.orElse(IMPOSSIBLE);
  }

  /** The value to store of reading {@code i}; not finite when it is refused. */
  double value(int i) {
    Conversion conversion = conversions[readings.series(i)];
    double value = readings.value(i);
    if (conversion == null) {
      return value;
    }
    double other = conversion.of(value);
    if (Double.isFinite(other)) {
      converted++;
    } else {
      refuse(i);
    }
    return other;
  }

  private void refuse(int i) {
    NamedSeries series = readings.series().get(readings.series(i));
    SeriesNames names = series.names();
    SensorReading reading =
        new SensorReading(
            names.key(), readings.timeMicros(i), readings.value(i), names.unit(), names.tags());
    String unit = Objects.requireNonNull(series.known().unit());
    SourceRecord record = readings.record(i);
    position = record.offset() == refusedOf ? position + 1 : 0;
    refusedOf = record.offset();
    refused.add(RefusedReadings.byUnit(reading, record, position, unit));
  }

  /** How many values were converted so far. */
  int converted() {
    return converted;
  }

  /** The readings that can never be stored, so far. */
  List<RefusedReadings> refused() {
    return refused;
  }
}
