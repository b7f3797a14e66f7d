/** Calls the database: time-outs, retries, circuit breaker, pool, time partitions and metrics. */
@NullMarked
package dev.tidewire.processing.store;

import org.jspecify.annotations.NullMarked;
