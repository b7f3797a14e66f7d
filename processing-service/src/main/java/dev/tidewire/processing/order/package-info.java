/** What operators order to be done with what is stored, and how far it is. */
@NullMarked
package dev.tidewire.processing.order;

import org.jspecify.annotations.NullMarked;
