/** Readings as JSON and NDJSON. Pure. */
@NullMarked
package dev.tidewire.ingest.json;

import org.jspecify.annotations.NullMarked;
