/** Turns a request into its answer: finds the series, fetches the rows and has them rendered. */
@NullMarked
package dev.tidewire.query.answer;

import org.jspecify.annotations.NullMarked;
