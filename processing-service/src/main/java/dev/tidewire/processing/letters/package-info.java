/** The tables of dead letters and of the actions on them. */
@NullMarked
package dev.tidewire.processing.letters;

import org.jspecify.annotations.NullMarked;
