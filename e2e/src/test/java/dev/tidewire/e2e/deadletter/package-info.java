/** What can never be stored becomes a dead letter, and nothing else does. */
@NullMarked
package dev.tidewire.e2e.deadletter;

import org.jspecify.annotations.NullMarked;
