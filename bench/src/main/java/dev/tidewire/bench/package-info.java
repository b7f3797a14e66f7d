/** Measures Tidewire against the limits of the machine that it runs on, in one run. */
@NullMarked
package dev.tidewire.bench;

import org.jspecify.annotations.NullMarked;
