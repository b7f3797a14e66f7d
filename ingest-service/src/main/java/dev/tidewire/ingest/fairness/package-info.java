/** How many readings each client and each sensor may send, and what each client has sent. Pure. */
@NullMarked
package dev.tidewire.ingest.fairness;

import org.jspecify.annotations.NullMarked;
