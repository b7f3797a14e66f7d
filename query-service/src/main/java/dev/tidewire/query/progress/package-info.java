/** How far the readings topic is stored, and what follows from it. Pure: no Kafka, SQL or HTTP. */
@NullMarked
package dev.tidewire.query.progress;

import org.jspecify.annotations.NullMarked;
