/** What is written to the topics, read past the services and all faults. */
@NullMarked
package dev.tidewire.local.topic;

import org.jspecify.annotations.NullMarked;
