/** The promises of Tidewire, kept by the packaged services on a real broker and database. */
@NullMarked
package dev.tidewire.e2e;

import org.jspecify.annotations.NullMarked;
