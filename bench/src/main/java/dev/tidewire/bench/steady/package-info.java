/** Many series at real speed, while queries come. */
@NullMarked
package dev.tidewire.bench.steady;

import org.jspecify.annotations.NullMarked;
