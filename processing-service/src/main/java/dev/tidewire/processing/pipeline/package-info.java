/** The path of a poll from the topic to its acknowledgement, with health checks and metrics. */
@NullMarked
package dev.tidewire.processing.pipeline;

import org.jspecify.annotations.NullMarked;
