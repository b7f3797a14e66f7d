/** What the images promise in addition to what their services do. */
@NullMarked
package dev.tidewire.e2e.image;

import org.jspecify.annotations.NullMarked;
