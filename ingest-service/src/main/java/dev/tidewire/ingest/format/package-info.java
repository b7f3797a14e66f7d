/** What a format of readings is, and the parts that several formats share. Pure. */
@NullMarked
package dev.tidewire.ingest.format;

import org.jspecify.annotations.NullMarked;
