/** SenML in JSON (RFC 8428). Pure. */
@NullMarked
package dev.tidewire.ingest.senml;

import org.jspecify.annotations.NullMarked;
