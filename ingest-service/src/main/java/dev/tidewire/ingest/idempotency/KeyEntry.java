package dev.tidewire.ingest.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a key.
 *
 * @param owner who pays for its memory: whoever has claimed it first
 * @param request the fingerprint of the only request that has this key
 * @param firstMicros when the first attempt was received
 * @param attempt the one that may carry out the request; {@link #NOBODY} if none may
 * @param leaseEnd when another attempt may take its place
 * @param isAgain whether attempts before it may have left readings
 * @param answer null until the request is carried out
 * @param changedMillis when the log said the last of this
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record KeyEntry(
    Hash key,
    long owner,
    Hash request,
    long firstMicros,
    long attempt,
    long leaseEnd,
    boolean isAgain,
    byte @Nullable [] answer,
    long changedMillis) {
  /** What an entry takes besides its answer, with its places in maps and sets, rounded up. */
  static final int BYTES = 300;

  private static final long NOBODY = 0;

  /** The first attempt of a request has claimed its key. */
  static KeyEntry of(KeyRecord.Claim claim, long atMillis) {
    return new KeyEntry(
        claim.key(),
        claim.owner(),
        claim.request(),
        claim.firstMicros(),
        claim.attempt(),
        atMillis + claim.leaseMillis(),
        claim.isAgain(),
        null,
        atMillis);
  }

  /** An answer of whose claim the log says nothing any more. */
  static KeyEntry of(KeyRecord.Kept kept, long atMillis) {
    return new KeyEntry(
        kept.key(), kept.owner(), kept.request(), 0, NOBODY, 0, false, kept.answer(), atMillis);
  }

  /** Whether this attempt may carry out the request. */
  boolean isOf(long anAttempt) {
    return attempt == anAttempt;
  }

  /** Whether no other attempt may take the place of the present one. */
  boolean isLive(long atMillis) {
    return attempt != NOBODY && atMillis < leaseEnd;
  }

  int bytes() {
    return BYTES + (answer == null ? 0 : answer.length);
  }

  /** Another attempt takes the place of the one before. */
  KeyEntry takenOver(KeyRecord.Claim claim, long atMillis) {
    return again(claim.attempt(), atMillis + claim.leaseMillis(), atMillis);
  }

  /** Nobody carries out the request, and readings of it may be there. */
  KeyEntry released(long atMillis) {
    return again(NOBODY, leaseEnd, atMillis);
  }

  private KeyEntry again(long by, long until, long atMillis) {
    return new KeyEntry(key, owner, request, firstMicros, by, until, true, null, atMillis);
  }

  /** The request is carried out. */
  KeyEntry answered(byte[] told, long atMillis) {
    return new KeyEntry(
        key, owner, request, firstMicros, attempt, leaseEnd, isAgain, told, atMillis);
  }
}
