package dev.tidewire.processing.store;

/** The database's answer to a set of rows. A missing answer is a failure, not a result. */
sealed interface StoreResult {
  /**
   * All rows are in the database.
   *
   * @param rows the number of rows
   * @param replaced those of them whose series and time existed already
   */
  record Stored(int rows, int replaced) implements StoreResult {}

  /**
   * None of the rows was written, because another consumer has stored their records, and possibly
   * corrections of them, or is about to.
   */
  record Late() implements StoreResult {}

  /**
   * None of the rows is in the database; at least one of them is the cause.
   *
   * @param sqlState five characters of class 21, 22 or 23
   * @param detail the database's message
   */
  record Refused(String sqlState, String detail) implements StoreResult {}

  /**
   * None of the rows is in the database, which also refuses a test row, or refuses rows that it has
   * just accepted.
   */
  record Closed(Refused refusal) implements StoreResult {}
}
