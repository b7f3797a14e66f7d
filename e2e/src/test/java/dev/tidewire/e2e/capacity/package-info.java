/** As much load as Tidewire takes, and more than it takes. */
@NullMarked
package dev.tidewire.e2e.capacity;

import org.jspecify.annotations.NullMarked;
