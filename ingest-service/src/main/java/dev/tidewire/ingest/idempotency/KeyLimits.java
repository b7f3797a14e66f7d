package dev.tidewire.ingest.idempotency;

import java.time.Duration;

/**
 * How much is remembered of keys.
 *
 * @param mostBytes of memory
 * @param keep how long a key is remembered
 * @param lease how long an attempt without an answer keeps others from the request
 */
public record KeyLimits(long mostBytes, Duration keep, Duration lease) {}
