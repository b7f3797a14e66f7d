/** Decodes polls. Bytes from the topic are untrusted until they have been decoded here. */
@NullMarked
package dev.tidewire.processing.intake;

import org.jspecify.annotations.NullMarked;
