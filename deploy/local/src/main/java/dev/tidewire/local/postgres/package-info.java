/** A real Postgres as a child process. */
@NullMarked
package dev.tidewire.local.postgres;

import org.jspecify.annotations.NullMarked;
