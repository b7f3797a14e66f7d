package dev.tidewire.processing.mirror;

import org.jspecify.annotations.Nullable;

/**
 * The record that could not be stored.
 *
 * @param timeMicros its time, or null when that is outside the range of a {@link
 *     dev.tidewire.contract.ReadingTime}
 */
public record Origin(String topic, int partition, long offset, @Nullable Long timeMicros) {}
