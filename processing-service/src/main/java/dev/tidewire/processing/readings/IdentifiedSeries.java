package dev.tidewire.processing.readings;

import dev.tidewire.processing.intake.MergedSeries;
import org.jspecify.annotations.Nullable;

/**
 * Readings of a series, and what the database knows of it.
 *
 * @param id of the series
 * @param home the partition that the series was first seen on
 * @param unit null when no reading of the series had one
 */
public record IdentifiedSeries(long id, int home, @Nullable String unit, MergedSeries series) {}
