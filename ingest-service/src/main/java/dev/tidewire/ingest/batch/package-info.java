/**
 * From drafts of readings to the encoded batches of one request: readings grouped by series and
 * partition, in the order they came. Pure.
 */
@NullMarked
package dev.tidewire.ingest.batch;

import org.jspecify.annotations.NullMarked;
