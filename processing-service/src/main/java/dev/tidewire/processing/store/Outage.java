package dev.tidewire.processing.store;

import java.time.Instant;

/**
 * A time in which the database does not take what it is given.
 *
 * @param since the first failed attempt
 * @param cause the last attempt's failure, in words
 */
public record Outage(Instant since, String cause) {}
