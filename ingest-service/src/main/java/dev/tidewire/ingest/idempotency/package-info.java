/**
 * Requests that their senders may repeat with an {@code Idempotency-Key}, and get the first answer
 * again. Pure: the log that all replicas share is an interface here.
 */
@NullMarked
package dev.tidewire.ingest.idempotency;

import org.jspecify.annotations.NullMarked;
