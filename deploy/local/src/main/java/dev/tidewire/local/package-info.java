/** The whole of Tidewire on one machine, without Docker. */
@NullMarked
package dev.tidewire.local;

import org.jspecify.annotations.NullMarked;
