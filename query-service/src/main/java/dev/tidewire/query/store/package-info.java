/**
 * Reads series, blocks and chunks from Postgres. Every statement reads along an index from a known
 * place. Chunks stop at a limit; blocks are as many as wait to be merged. Every wait has a bound.
 */
@NullMarked
package dev.tidewire.query.store;

import org.jspecify.annotations.NullMarked;
