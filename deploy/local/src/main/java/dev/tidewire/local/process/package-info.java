/** Child processes: started, watched, stopped and never left behind. */
@NullMarked
package dev.tidewire.local.process;

import org.jspecify.annotations.NullMarked;
