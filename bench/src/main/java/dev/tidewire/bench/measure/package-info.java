/** The measurements, ours and the limits beside them, and the figures that they give. */
@NullMarked
package dev.tidewire.bench.measure;

import org.jspecify.annotations.NullMarked;
