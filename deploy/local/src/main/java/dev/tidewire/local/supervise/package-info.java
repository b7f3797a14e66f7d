/** Several servers kept running together, and stopped in their order. */
@NullMarked
package dev.tidewire.local.supervise;

import org.jspecify.annotations.NullMarked;
