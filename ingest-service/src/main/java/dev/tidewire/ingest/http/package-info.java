/** The edge to HTTP. */
@NullMarked
package dev.tidewire.ingest.http;

import org.jspecify.annotations.NullMarked;
