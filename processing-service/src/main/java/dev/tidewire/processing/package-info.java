/**
 * Takes batches of readings from Kafka and stores them in Postgres. Every reading that Kafka has
 * acknowledged is stored or becomes a dead letter with its reason. Repetitions have no further
 * effect.
 */
@NullMarked
package dev.tidewire.processing;

import org.jspecify.annotations.NullMarked;
