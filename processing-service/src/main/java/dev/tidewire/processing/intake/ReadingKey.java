package dev.tidewire.processing.intake;

import dev.tidewire.contract.SeriesKey;

/**
 * The place of a reading: its series and time. The database holds one reading per place.
 *
 * @param timeMicros a {@link dev.tidewire.contract.ReadingTime}
 */
public record ReadingKey(SeriesKey series, long timeMicros) {}
