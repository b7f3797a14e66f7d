/** The edge to Kafka. */
@NullMarked
package dev.tidewire.ingest.kafka;

import org.jspecify.annotations.NullMarked;
