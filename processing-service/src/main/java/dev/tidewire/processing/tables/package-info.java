/** The tables {@code block} and {@code chunk}, as merges read and write them. */
@NullMarked
package dev.tidewire.processing.tables;

import org.jspecify.annotations.NullMarked;
