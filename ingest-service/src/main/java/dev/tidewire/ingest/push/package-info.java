/** Readings in a URL. Pure. */
@NullMarked
package dev.tidewire.ingest.push;

import org.jspecify.annotations.NullMarked;
