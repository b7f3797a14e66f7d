/** Prometheus' remote write, and answers in the form that its senders expect. Pure. */
@NullMarked
package dev.tidewire.ingest.prometheus;

import org.jspecify.annotations.NullMarked;
