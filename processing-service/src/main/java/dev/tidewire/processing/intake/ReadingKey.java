package dev.tidewire.processing.intake;

import dev.tidewire.contract.SeriesKey;

/**
 * The place of a reading: there is one for each series and time.
 *
 * @param timeMicros a {@link dev.tidewire.contract.ReadingTime}
 */
public record ReadingKey(SeriesKey series, long timeMicros) {}
