/**
 * Sensor readings in over HTTP, batches out to Kafka. This package wires and configures; {@code
 * http} and {@code kafka} are the edges; the others decide, and know neither.
 */
@NullMarked
package dev.tidewire.ingest;

import org.jspecify.annotations.NullMarked;
