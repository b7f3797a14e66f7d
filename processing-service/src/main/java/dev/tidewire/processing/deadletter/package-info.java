/** Writes, mirrors and redrives dead letters. */
@NullMarked
package dev.tidewire.processing.deadletter;

import org.jspecify.annotations.NullMarked;
