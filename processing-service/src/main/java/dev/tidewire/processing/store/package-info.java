/**
 * From decoded polls to rows in the database, and what to do when the database refuses or is gone.
 */
@NullMarked
package dev.tidewire.processing.store;

import org.jspecify.annotations.NullMarked;
