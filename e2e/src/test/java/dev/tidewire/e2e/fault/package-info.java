/** Real faults of processes and networks, one at a time or overlapping. */
@NullMarked
package dev.tidewire.e2e.fault;

import org.jspecify.annotations.NullMarked;
