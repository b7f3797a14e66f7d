/** The encoding of stored readings: a frame is the body of a block or a chunk. */
@NullMarked
package dev.tidewire.contract.frame;

import org.jspecify.annotations.NullMarked;
