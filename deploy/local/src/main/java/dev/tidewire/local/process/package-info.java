/** Child processes: start, watch and stop them, and never leave one behind. */
@NullMarked
package dev.tidewire.local.process;

import org.jspecify.annotations.NullMarked;
