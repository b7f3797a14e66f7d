package dev.tidewire.processing.mirror;

import org.jspecify.annotations.Nullable;

/**
 * The record that could not be stored, or that holds the reading that could not.
 *
 * @param position among the letters of the record with the same reason, from 0; 0 for a whole
 *     record
 * @param timeMicros its time, or null when that is outside the range of a {@link
 *     dev.tidewire.contract.ReadingTime}
 */
public record Origin(
    String topic, int partition, long offset, int position, @Nullable Long timeMicros) {}
