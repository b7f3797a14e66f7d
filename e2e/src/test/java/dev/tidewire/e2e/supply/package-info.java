/** What the services ship. */
@NullMarked
package dev.tidewire.e2e.supply;

import org.jspecify.annotations.NullMarked;
