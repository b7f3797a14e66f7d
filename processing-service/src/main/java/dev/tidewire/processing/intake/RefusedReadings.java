package dev.tidewire.processing.intake;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesReadings;
import java.util.List;

/**
 * Readings of a record that can never be stored.
 *
 * @param source the record they came in
 * @param position among the letters of that record with the same reason, from 0
 * @param detail what is wrong
 */
public record RefusedReadings(
    ReadingBatch readings,
    SourceRecord source,
    int position,
    DeadLetterReason reason,
    String detail) {
  /** The unit of the reading cannot be converted into that of its series. */
  public static RefusedReadings byUnit(
      SensorReading reading, SourceRecord source, int position, String unitOfSeries) {
    SeriesReadings alone = new SeriesReadings(reading.series(), reading.unit(), reading.tags(), 1);
    alone.add(reading.timeMicros(), reading.value());
    return new RefusedReadings(
        new ReadingBatch(List.of(alone)),
        source,
        position,
        DeadLetterReason.UNIT_CONFLICT,
        "The series has the unit %s, and %s %s is not converted into it. Send it in that unit or one that is converted, or under another metric."
            .formatted(unitOfSeries, reading.value(), reading.unit()));
  }

  /** The times of the readings are before the time from which on readings are kept. */
  static RefusedReadings byTime(
      List<SeriesReadings> series, SourceRecord source, long horizonMicros) {
    ReadingBatch readings = new ReadingBatch(series);
    return new RefusedReadings(
        readings,
        source,
        0,
        DeadLetterReason.OUTSIDE_RETENTION,
        "Readings from before %s are not kept (tidewire.processing.retention), and these are %d of %d series."
            .formatted(ReadingTime.toInstant(horizonMicros), readings.size(), series.size()));
  }
}
