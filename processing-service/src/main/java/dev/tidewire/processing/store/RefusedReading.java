package dev.tidewire.processing.store;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.processing.intake.SourceRecord;

/**
 * A reading that the database refuses.
 *
 * @param source the record it came in
 * @param sqlState class 21, 22 or 23
 * @param detail the database's message
 */
public record RefusedReading(
    SensorReading reading, SourceRecord source, String sqlState, String detail) {}
