package dev.tidewire.processing.store;

/**
 * Most of the readings are refused, or all that is tried: the cause lies in the database, and
 * nothing is given up.
 */
public final class SystemicRefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what is refused, in words
   */
  SystemicRefusalException(String what, StoreResult.Refused refusal) {
    super(
        "the database refuses %s (SQLSTATE %s: %s); treated as an outage"
            .formatted(what, refusal.sqlState(), refusal.detail()));
  }
}
