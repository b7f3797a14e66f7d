/** CloudEvents over HTTP, whose data are readings in any other format. Pure. */
@NullMarked
package dev.tidewire.ingest.cloudevents;

import org.jspecify.annotations.NullMarked;
