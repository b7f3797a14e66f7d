/**
 * Reads series, blocks and chunks from Postgres. Every statement reads along an index from a known
 * place. Chunks stop at a limit, and so do the blocks of a page and of the latest readings; those
 * of first and last times are as many as wait to be merged, and none is held. Every wait has a
 * bound.
 */
@NullMarked
package dev.tidewire.query.store;

import org.jspecify.annotations.NullMarked;
