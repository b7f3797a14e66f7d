/** Merges what polls have written, in the background and when somebody asks for it. */
@NullMarked
package dev.tidewire.processing.merge;

import org.jspecify.annotations.NullMarked;
