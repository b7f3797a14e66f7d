/** How many requests and bytes may be in flight. Pure. */
@NullMarked
package dev.tidewire.ingest.admission;

import org.jspecify.annotations.NullMarked;
