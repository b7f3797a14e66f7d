package dev.tidewire.processing.store;

import org.jspecify.annotations.Nullable;

/** How to react to an SQLSTATE. Codes: PostgreSQL documentation, appendix A. */
enum SqlFailure {
  /** The key exists already: store the same rows by upsert. */
  DUPLICATE_KEY,
  /** A row has no time partition: somebody dropped one that we know. */
  MISSING_PARTITION,
  /** The rows themselves are refused, and would be refused again. */
  DATA,
  /** The database cannot do it now: connection, resources, locks, permissions or schema. */
  INFRASTRUCTURE;

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String CHECK_VIOLATION = "23514";

  /**
   * The kind of a failed statement.
   *
   * @param sqlState five characters, or null when the failure did not come from the server
   * @param constraint the name of the violated constraint, if the server reported one
   */
  static SqlFailure of(@Nullable String sqlState, @Nullable String constraint) {
    if (sqlState == null) {
      return INFRASTRUCTURE;
    }
    if (sqlState.equals(UNIQUE_VIOLATION)) {
      return DUPLICATE_KEY;
    }
    if (sqlState.equals(CHECK_VIOLATION) && constraint == null) {
      // "no partition of relation found for row" is the only check violation without a constraint.
      return MISSING_PARTITION;
    }
    return switch (sqlState.substring(0, 2)) {
      case "21", "22", "23" -> DATA;
      default -> INFRASTRUCTURE;
    };
  }
}
