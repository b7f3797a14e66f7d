/**
 * Merges what polls have written, checks what is stored, and drops what is too old, in the
 * background or on order.
 */
@NullMarked
package dev.tidewire.processing.merge;

import org.jspecify.annotations.NullMarked;
