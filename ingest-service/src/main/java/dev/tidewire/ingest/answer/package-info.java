/** The outcome of a request, and the styles in which it is answered. Pure. */
@NullMarked
package dev.tidewire.ingest.answer;

import org.jspecify.annotations.NullMarked;
