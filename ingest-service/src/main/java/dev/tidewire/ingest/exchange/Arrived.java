package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.route.Terms;

/**
 * A request whose body is complete.
 *
 * @param room what it occupies; grows with what is unpacked
 */
public record Arrived(ReceivedBody body, Terms.Accepted terms, Grant room) {}
