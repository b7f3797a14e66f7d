/** Tells operators of objects in the database that can make it refuse what is stored. */
@NullMarked
package dev.tidewire.processing.schema;

import org.jspecify.annotations.NullMarked;
