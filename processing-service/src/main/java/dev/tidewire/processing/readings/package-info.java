/** Packs the readings of a poll for the database. Pure. */
@NullMarked
package dev.tidewire.processing.readings;

import org.jspecify.annotations.NullMarked;
