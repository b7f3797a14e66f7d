/** One request from its head to its answer. Pure: HTTP and Kafka are interfaces here. */
@NullMarked
package dev.tidewire.ingest.exchange;

import org.jspecify.annotations.NullMarked;
