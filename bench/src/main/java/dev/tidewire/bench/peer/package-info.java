/** Other stores of time series, as they are installed on this machine. */
@NullMarked
package dev.tidewire.bench.peer;

import org.jspecify.annotations.NullMarked;
