/** Processes are killed or stopped at any time. */
@NullMarked
package dev.tidewire.e2e.kill;

import org.jspecify.annotations.NullMarked;
