/** A collector of traces. */
@NullMarked
package dev.tidewire.e2e.trace;

import org.jspecify.annotations.NullMarked;
