/** Reads who did what from the audit topic. */
@NullMarked
package dev.tidewire.processing.audit;

import org.jspecify.annotations.NullMarked;
