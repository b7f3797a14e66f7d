/** The measurements of Tidewire, each with its limits, and the rows that they add to the report. */
@NullMarked
package dev.tidewire.bench.measure;

import org.jspecify.annotations.NullMarked;
