package dev.tidewire.query.store;

/**
 * SQL that is prepared once for each connection.
 *
 * @param planner how Postgres plans it
 */
public record Statement(String sql, Planner planner) {
  /** What is longer the client prepares and Postgres plans again for each call. */
  private static final int LONGEST = 2048;

  /** Leaves out what only people need, and refuses what would not be prepared once. */
  public Statement {
    sql = sql.strip().replaceAll("\\s+", " ");
    if (sql.length() >= LONGEST) {
      throw new IllegalArgumentException("too long to be prepared once: " + sql);
    }
  }

  /** A statement that Postgres plans as it likes. */
  public static Statement of(String sql) {
    return new Statement(sql, Planner.DEFAULT);
  }

  /** A statement that reads along indexes. */
  static Statement ofIndex(String sql) {
    return new Statement(sql, Planner.INDEX_SCANS);
  }

  /** A statement that reads along indexes and in their order. */
  static Statement inIndexOrder(String sql) {
    return new Statement(sql, Planner.INDEX_ORDER);
  }
}
