package dev.tidewire.processing.intake;

import dev.tidewire.contract.SeriesReadings;

/**
 * Readings in a unit that cannot be converted into that of their series.
 *
 * @param source the record that holds them
 */
public record UnitConflict(SourceRecord source, SeriesReadings readings) {}
