/**
 * An encoding of readings for the store that comes next, where a frame is the body of a block or a
 * chunk. No service uses it yet; see decision 17.
 */
@NullMarked
package dev.tidewire.contract.frame;

import org.jspecify.annotations.NullMarked;
