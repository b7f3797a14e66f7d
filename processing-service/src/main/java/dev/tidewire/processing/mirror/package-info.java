/**
 * Dead letters as an operator sees them: the mirror of the dead-letter topic in the database, and
 * what is done to it. Pure: nothing here knows Kafka, HTTP or the database.
 */
@NullMarked
package dev.tidewire.processing.mirror;

import org.jspecify.annotations.NullMarked;
