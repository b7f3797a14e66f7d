/** Faults for tests: a network that fails between client and server, and processes that freeze. */
@NullMarked
package dev.tidewire.local.fault;

import org.jspecify.annotations.NullMarked;
