/** From the topic to decoded polls: bytes are hostile until they have been read here. */
@NullMarked
package dev.tidewire.processing.intake;

import org.jspecify.annotations.NullMarked;
