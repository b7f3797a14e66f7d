/** What is sent is what is read, and the path in between can be traced. */
@NullMarked
package dev.tidewire.e2e.journey;

import org.jspecify.annotations.NullMarked;
