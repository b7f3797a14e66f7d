package dev.tidewire.processing.store;

/**
 * What a statement has stored.
 *
 * @param readings of those with the same series and time, one
 * @param replaced the others
 * @param converted readings that were sent in another unit than the one of their series
 */
public record Stored(int readings, int replaced, int converted) {}
