/**
 * Reads series and readings from Postgres. Every statement reads along an index from a known place
 * and stops at a limit, and every wait has a bound.
 */
@NullMarked
package dev.tidewire.query.store;

import org.jspecify.annotations.NullMarked;
