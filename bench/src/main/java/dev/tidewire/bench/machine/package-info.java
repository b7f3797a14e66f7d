/** What the operating system says of processes: CPU time, resident memory; and of the machine. */
@NullMarked
package dev.tidewire.bench.machine;

import org.jspecify.annotations.NullMarked;
