/** The metrics of OTLP over HTTP, and answers in the form that its clients expect. Pure. */
@NullMarked
package dev.tidewire.ingest.otlp;

import org.jspecify.annotations.NullMarked;
