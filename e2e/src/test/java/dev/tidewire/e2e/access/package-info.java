/** Who may do what. */
@NullMarked
package dev.tidewire.e2e.access;

import org.jspecify.annotations.NullMarked;
