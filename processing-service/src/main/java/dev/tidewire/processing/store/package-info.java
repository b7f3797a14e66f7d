/** Turns decoded polls into rows in the database, and handles refusals and outages. */
@NullMarked
package dev.tidewire.processing.store;

import org.jspecify.annotations.NullMarked;
