/** Measures Tidewire and, in the same run, the limits of the machine that it runs on. */
@NullMarked
package dev.tidewire.bench;

import org.jspecify.annotations.NullMarked;
