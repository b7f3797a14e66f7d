/** Keeps several servers running, and stops them in order. */
@NullMarked
package dev.tidewire.local.supervise;

import org.jspecify.annotations.NullMarked;
