/** Simulated sensors for a demonstration. */
@NullMarked
package dev.tidewire.local.demo;

import org.jspecify.annotations.NullMarked;
