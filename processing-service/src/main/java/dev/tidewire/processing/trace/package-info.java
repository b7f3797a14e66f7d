/** The spans of polls, and which of them are kept. */
@NullMarked
package dev.tidewire.processing.trace;

import org.jspecify.annotations.NullMarked;
