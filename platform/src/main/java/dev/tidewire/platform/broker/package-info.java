/** How a service finds its Kafka brokers. */
@NullMarked
package dev.tidewire.platform.broker;

import org.jspecify.annotations.NullMarked;
