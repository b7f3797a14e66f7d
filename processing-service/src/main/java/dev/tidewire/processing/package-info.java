/**
 * Takes batches of readings from Kafka and stores them in Postgres. What was acknowledged by Kafka
 * is stored or among the dead letters with its reason, once in effect, whatever fails between.
 */
@NullMarked
package dev.tidewire.processing;

import org.jspecify.annotations.NullMarked;
