/** Which fields an object may have. */
@NullMarked
package dev.tidewire.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
