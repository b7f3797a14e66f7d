package dev.tidewire.ingest.idempotency;

/** What the log says of a key. */
public sealed interface KeyRecord {
  /** The key of the caller. */
  Hash key();

  /** The attempt that says it. */
  long attempt();

  /**
   * Somebody wants to carry out the request. Who does is decided by the log alone.
   *
   * @param owner who pays for the memory of the key, as {@link Claimant#owner}
   * @param request its fingerprint
   * @param leaseMillis after this time without an answer, another attempt may take its place
   * @param firstMicros when the first attempt known to this one was received
   * @param isAgain whether an earlier attempt may have left readings
   */
  record Claim(
      Hash key,
      long owner,
      long attempt,
      Hash request,
      long leaseMillis,
      long firstMicros,
      boolean isAgain)
      implements KeyRecord {}

  /**
   * The request was carried out.
   *
   * @param owner as in its claim
   * @param answer as {@link AnswerCodec} writes it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Kept(Hash key, long owner, long attempt, Hash request, byte[] answer)
      implements KeyRecord {}

  /**
   * The attempt has ended without an answer that is kept, so that another one may be made at once.
   *
   * @param mayBeThere whether it may have left readings
   */
  record Released(Hash key, long attempt, boolean mayBeThere) implements KeyRecord {}
}
