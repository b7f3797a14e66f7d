/**
 * Connections to Postgres that end by themselves when they are of no use any more, and failures of
 * the database in words.
 */
@NullMarked
package dev.tidewire.platform.database;

import org.jspecify.annotations.NullMarked;
