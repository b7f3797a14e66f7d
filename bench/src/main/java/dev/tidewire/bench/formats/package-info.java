/** What ingest costs in each format that it takes. */
@NullMarked
package dev.tidewire.bench.formats;

import org.jspecify.annotations.NullMarked;
