/**
 * What a merge does with blocks and chunks: blocks of level 0 become blocks of level 1 with the
 * series of one group each, and those become chunks of one series each. What is read is the same
 * before and after each merge. Pure.
 */
@NullMarked
package dev.tidewire.processing.chunk;

import org.jspecify.annotations.NullMarked;
