/** Readings as CSV. Pure. */
@NullMarked
package dev.tidewire.ingest.csv;

import org.jspecify.annotations.NullMarked;
