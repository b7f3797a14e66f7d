/** Tidewire as its users see it: readings, formats, and the two HTTP interfaces. */
@NullMarked
package dev.tidewire.e2e.api;

import org.jspecify.annotations.NullMarked;
