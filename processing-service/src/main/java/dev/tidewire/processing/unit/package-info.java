/** Units of measure. Pure. */
@NullMarked
package dev.tidewire.processing.unit;

import org.jspecify.annotations.NullMarked;
