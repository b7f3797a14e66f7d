/** The whole of Tidewire as processes, and the ways to look at it from outside. */
@NullMarked
package dev.tidewire.e2e.stack;

import org.jspecify.annotations.NullMarked;
