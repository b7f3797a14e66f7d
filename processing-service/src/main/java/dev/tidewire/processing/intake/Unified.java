package dev.tidewire.processing.intake;

import dev.tidewire.contract.SeriesReadings;
import org.jspecify.annotations.Nullable;

/**
 * Readings in the unit of their series.
 *
 * @param readings that are in this unit now
 * @param converted how many of them were in another one
 * @param conflicting readings that cannot be converted, as they were sent; null when there are none
 */
public record Unified(
    SeriesReadings readings, int converted, @Nullable SeriesReadings conflicting) {}
