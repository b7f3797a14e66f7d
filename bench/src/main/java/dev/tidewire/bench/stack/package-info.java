/** The local stack under measurement: starts it, finds its processes, counts what it has stored. */
@NullMarked
package dev.tidewire.bench.stack;

import org.jspecify.annotations.NullMarked;
