/** A real Kafka broker as a child process. */
@NullMarked
package dev.tidewire.local.kafka;

import org.jspecify.annotations.NullMarked;
