/** The bytes of a body on their way in: received in chunks, unpacked, bounded. Pure. */
@NullMarked
package dev.tidewire.ingest.body;

import org.jspecify.annotations.NullMarked;
