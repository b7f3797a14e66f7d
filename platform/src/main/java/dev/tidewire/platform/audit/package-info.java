/** Who did what: records on a topic of Kafka, and lines of the log. */
@NullMarked
package dev.tidewire.platform.audit;

import org.jspecify.annotations.NullMarked;
