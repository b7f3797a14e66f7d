/** What was measured while faults were injected, and how much of it a run is to do. */
@NullMarked
package dev.tidewire.e2e.results;

import org.jspecify.annotations.NullMarked;
