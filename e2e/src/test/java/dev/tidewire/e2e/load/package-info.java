/** Load that remembers what it sent, and the audit that all of it is where it belongs. */
@NullMarked
package dev.tidewire.e2e.load;

import org.jspecify.annotations.NullMarked;
