/** Who a caller is and what they may do, decided without a framework. */
@NullMarked
package dev.tidewire.platform.access;

import org.jspecify.annotations.NullMarked;
