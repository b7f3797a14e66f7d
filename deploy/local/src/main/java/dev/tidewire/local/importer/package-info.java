/** Posts files of readings, in pieces that are taken once. Knows nothing but the JDK. */
@NullMarked
package dev.tidewire.local.importer;

import org.jspecify.annotations.NullMarked;
