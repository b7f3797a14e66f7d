/** What the broker says of the readings topic, and how that fits the watermarks. */
@NullMarked
package dev.tidewire.processing.topic;

import org.jspecify.annotations.NullMarked;
