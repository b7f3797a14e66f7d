/** What a single client does to all others. */
@NullMarked
package dev.tidewire.e2e.hostile;

import org.jspecify.annotations.NullMarked;
