/** How a body is packed. Pure. */
@NullMarked
package dev.tidewire.ingest.coding;

import org.jspecify.annotations.NullMarked;
