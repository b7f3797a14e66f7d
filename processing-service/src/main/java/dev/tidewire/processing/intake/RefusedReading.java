package dev.tidewire.processing.intake;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.SensorReading;

/**
 * A reading that can never be stored.
 *
 * @param source the record it came in
 * @param detail what is wrong
 */
public record RefusedReading(
    SensorReading reading, SourceRecord source, DeadLetterReason reason, String detail) {
  /** The unit of the reading cannot be converted into that of its series. */
  public static RefusedReading byUnit(
      SensorReading reading, SourceRecord source, String unitOfSeries) {
    return new RefusedReading(
        reading,
        source,
        DeadLetterReason.UNIT_CONFLICT,
        "The series has the unit %s, and %s %s is not converted into it. Send it in that unit or one that is converted, or under another metric."
            .formatted(unitOfSeries, reading.value(), reading.unit()));
  }
}
