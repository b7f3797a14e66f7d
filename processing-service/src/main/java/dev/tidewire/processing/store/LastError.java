package dev.tidewire.processing.store;

import java.time.Instant;

/**
 * The last failure, which may be over already.
 *
 * @param at when it happened
 * @param cause in words
 */
public record LastError(Instant at, String cause) {}
