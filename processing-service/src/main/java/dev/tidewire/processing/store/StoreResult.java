package dev.tidewire.processing.store;

/** How the database took a set of rows. That it did not answer is no result but a failure. */
sealed interface StoreResult {
  /**
   * All rows are in the database.
   *
   * @param rows rows given
   * @param duplicates those of them whose series and time were there already
   */
  record Stored(int rows, int duplicates) implements StoreResult {}

  /**
   * None of the rows was written, because another consumer has stored records that they come from,
   * and perhaps corrections of them, or is about to.
   */
  record Late() implements StoreResult {}

  /**
   * None of the rows is in the database, because of at least one of them.
   *
   * @param sqlState five characters of class 21, 22 or 23
   * @param detail the database's message
   */
  record Refused(String sqlState, String detail) implements StoreResult {}

  /**
   * None of the rows is in the database, which refuses rows that are nobody's as well, or the same
   * ones at one time and not at another.
   */
  record Closed(Refused refusal) implements StoreResult {}
}
