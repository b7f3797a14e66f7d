/** From the bytes of a body to batches of readings. Pure. */
@NullMarked
package dev.tidewire.ingest.intake;

import org.jspecify.annotations.NullMarked;
