/** Simulated sensors, so that there is something to see. */
@NullMarked
package dev.tidewire.local.demo;

import org.jspecify.annotations.NullMarked;
