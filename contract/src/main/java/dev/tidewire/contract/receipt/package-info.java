/** What a sender gets to ask later whether its readings are stored. */
@NullMarked
package dev.tidewire.contract.receipt;

import org.jspecify.annotations.NullMarked;
