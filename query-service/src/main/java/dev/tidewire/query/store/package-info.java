/**
 * Reads series and readings from Postgres. Every statement walks an index from a known place and
 * stops at a limit, and every wait has an end.
 */
@NullMarked
package dev.tidewire.query.store;

import org.jspecify.annotations.NullMarked;
