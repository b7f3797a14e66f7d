/** How far each partition of the readings topic is stored. */
@NullMarked
package dev.tidewire.processing.watermark;

import org.jspecify.annotations.NullMarked;
