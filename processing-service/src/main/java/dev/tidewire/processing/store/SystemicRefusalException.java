package dev.tidewire.processing.store;

/**
 * The database refuses most of the readings, or everything: the cause is the database, and no
 * reading becomes a dead letter.
 */
public final class SystemicRefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what the database refuses, in words
   */
  SystemicRefusalException(String what, StoreResult.Refused refusal) {
    super(
        "the database refuses %s (SQLSTATE %s: %s); treated as an outage"
            .formatted(what, refusal.sqlState(), refusal.detail()));
  }
}
