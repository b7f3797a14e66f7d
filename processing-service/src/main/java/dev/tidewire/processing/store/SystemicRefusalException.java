package dev.tidewire.processing.store;

/** Most of the readings are refused: the cause lies in the database, and nothing is given up. */
public final class SystemicRefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SystemicRefusalException(int rows, StoreResult.Refused refusal) {
    super(
        "the database refuses most of %d readings (SQLSTATE %s: %s); treated as an outage"
            .formatted(rows, refusal.sqlState(), refusal.detail()));
  }
}
