/** The local stack under measurement: starts it, finds its processes, asks it how far it is. */
@NullMarked
package dev.tidewire.bench.stack;

import org.jspecify.annotations.NullMarked;
