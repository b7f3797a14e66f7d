/** What this machine provides: a JVM, ports, files. */
@NullMarked
package dev.tidewire.local.machine;

import org.jspecify.annotations.NullMarked;
