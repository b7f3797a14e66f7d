/** Reads the topics directly from the broker. */
@NullMarked
package dev.tidewire.local.topic;

import org.jspecify.annotations.NullMarked;
