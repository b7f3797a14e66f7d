/**
 * Dead letters as operators see them: the mirror of the dead-letter topic, and the actions on it.
 * Pure: nothing here depends on Kafka, HTTP or the database.
 */
@NullMarked
package dev.tidewire.processing.mirror;

import org.jspecify.annotations.NullMarked;
