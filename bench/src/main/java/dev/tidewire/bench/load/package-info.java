/** A load generator that uses little CPU: ready-made bodies, blocking sockets, a thread each. */
@NullMarked
package dev.tidewire.bench.load;

import org.jspecify.annotations.NullMarked;
