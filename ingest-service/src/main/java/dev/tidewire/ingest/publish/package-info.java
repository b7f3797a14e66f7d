/** Sending batches to Kafka, as the code that needs the outcome sees it. Pure. */
@NullMarked
package dev.tidewire.ingest.publish;

import org.jspecify.annotations.NullMarked;
