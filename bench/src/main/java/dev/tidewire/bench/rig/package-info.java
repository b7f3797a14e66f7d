/** The running stack as it is driven and measured, and the rounds of a measurement. */
@NullMarked
package dev.tidewire.bench.rig;

import org.jspecify.annotations.NullMarked;
