/** The way of a poll from the topic to its acknowledgement, and its health and metrics. */
@NullMarked
package dev.tidewire.processing.pipeline;

import org.jspecify.annotations.NullMarked;
