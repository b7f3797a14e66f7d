/** Handing batches to the log, seen from the one who needs to know how it went. Pure. */
@NullMarked
package dev.tidewire.ingest.publish;

import org.jspecify.annotations.NullMarked;
