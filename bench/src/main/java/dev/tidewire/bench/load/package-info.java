/** A load generator that costs little: ready-made requests, blocking sockets, a thread each. */
@NullMarked
package dev.tidewire.bench.load;

import org.jspecify.annotations.NullMarked;
