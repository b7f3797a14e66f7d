/** What can never be stored, on its way to the dead-letter topic with the reason. */
@NullMarked
package dev.tidewire.processing.deadletter;

import org.jspecify.annotations.NullMarked;
