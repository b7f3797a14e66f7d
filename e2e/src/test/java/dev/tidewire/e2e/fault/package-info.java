/** Faults that are injected for real, one at a time or many that overlap. */
@NullMarked
package dev.tidewire.e2e.fault;

import org.jspecify.annotations.NullMarked;
