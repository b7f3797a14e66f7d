/** Broker, database or network are away or slow, and come back. */
@NullMarked
package dev.tidewire.e2e.outage;

import org.jspecify.annotations.NullMarked;
