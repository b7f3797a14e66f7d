package dev.tidewire.ingest.idempotency;

/**
 * A request whose body is complete, as keys see it.
 *
 * @param key the key of its caller
 * @param owner who pays for the memory of the key, as {@link Claimant#owner}
 * @param fingerprint what makes it the same request
 * @param receivedMicros when it was received
 */
record KeyedRequest(Hash key, long owner, Hash fingerprint, long receivedMicros) {}
