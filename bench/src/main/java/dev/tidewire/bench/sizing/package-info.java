/** What so many readings a second take, calculated from what one of them was measured to take. */
@NullMarked
package dev.tidewire.bench.sizing;

import org.jspecify.annotations.NullMarked;
