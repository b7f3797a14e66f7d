/** The series of protocols that name them by labels. Pure. */
@NullMarked
package dev.tidewire.ingest.labels;

import org.jspecify.annotations.NullMarked;
