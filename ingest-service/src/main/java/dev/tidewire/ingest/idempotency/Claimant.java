package dev.tidewire.ingest.idempotency;

/**
 * Who sends a request with a key.
 *
 * @param space the callers that share keys, named as no others are
 * @param owner who pays for the memory of a key, by 64 bits of a hash
 */
public record Claimant(String space, long owner) {
  /** Of keys whose records name none. */
  static final long UNKNOWN_OWNER = 0;

  /**
   * A claimant.
   *
   * @param space the callers that share keys, named as no others are
   * @param sender who sends it, named as nobody else is
   */
  public static Claimant of(String space, String sender) {
    return new Claimant(space, Hash.of(sender).high());
  }

  /** What is remembered of one of its keys. */
  Hash key(String text) {
    return Hash.of(space, text);
  }
}
