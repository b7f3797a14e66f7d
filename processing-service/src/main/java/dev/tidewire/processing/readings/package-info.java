/** Packs the readings of a poll and stores them in one statement. */
@NullMarked
package dev.tidewire.processing.readings;

import org.jspecify.annotations.NullMarked;
