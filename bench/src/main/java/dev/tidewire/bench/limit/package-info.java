/**
 * The limits, each of which does one necessary part of Tidewire's work and nothing else. Tidewire's
 * figures are stated as shares of what they reach in the same run.
 */
@NullMarked
package dev.tidewire.bench.limit;

import org.jspecify.annotations.NullMarked;
