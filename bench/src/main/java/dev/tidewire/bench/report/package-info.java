/** Figures as tables, targets and a plot. */
@NullMarked
package dev.tidewire.bench.report;

import org.jspecify.annotations.NullMarked;
