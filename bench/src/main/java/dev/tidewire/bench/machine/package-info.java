/** What the operating system knows: CPU time and memory of processes, and the machine itself. */
@NullMarked
package dev.tidewire.bench.machine;

import org.jspecify.annotations.NullMarked;
