/** Requests that wait for something, and cost nothing while none does. */
@NullMarked
package dev.tidewire.platform.waiting;

import org.jspecify.annotations.NullMarked;
