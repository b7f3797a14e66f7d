/** Simulated time, topic and faults. The same seed gives the same simulation. */
@NullMarked
package dev.tidewire.processing.simulation;

import org.jspecify.annotations.NullMarked;
