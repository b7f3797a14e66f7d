/** Simulated time, topic and trouble: what a schedule consists of, the same for the same seed. */
@NullMarked
package dev.tidewire.processing.simulation;

import org.jspecify.annotations.NullMarked;
