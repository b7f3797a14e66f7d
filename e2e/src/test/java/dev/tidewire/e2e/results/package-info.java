/** The results of tests, and how many and how long faults a run injects. */
@NullMarked
package dev.tidewire.e2e.results;

import org.jspecify.annotations.NullMarked;
