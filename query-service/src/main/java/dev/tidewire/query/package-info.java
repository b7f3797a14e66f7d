/**
 * The query service: Postgres in, HTTP out. Settings and start-up are here; {@code request} reads
 * what a client wants, {@code series} says which series that concerns, {@code answer} finds it with
 * {@code store}, {@code render} writes it and {@code http} sends it.
 */
@NullMarked
package dev.tidewire.query;

import org.jspecify.annotations.NullMarked;
