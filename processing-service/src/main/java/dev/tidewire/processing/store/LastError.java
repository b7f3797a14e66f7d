package dev.tidewire.processing.store;

import java.time.Instant;

/**
 * A failure that was not given up on, which may long be over.
 *
 * @param at when it happened
 * @param cause in words
 */
public record LastError(Instant at, String cause) {}
