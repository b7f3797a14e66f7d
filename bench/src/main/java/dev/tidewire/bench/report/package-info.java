/** Figures as rows of one table, the chart of them, and the sizing that follows from them. */
@NullMarked
package dev.tidewire.bench.report;

import org.jspecify.annotations.NullMarked;
