package dev.tidewire.e2e.results;

/**
 * A row of the table of results.
 *
 * @param fault what was done; the rows of one fault replace each other
 * @param promise what must show
 * @param figure what has shown
 */
record Row(String date, String commit, String fault, String promise, String figure) {
  String markdown() {
    return "| %s | %s | %s | %s | %s |".formatted(date, commit, fault, promise, figure);
  }

  /** Whether the line of a table tells of the same fault. */
  boolean replaces(String line) {
    String[] cells = line.split("\\|", -1);
    return cells.length > 3 && cells[3].strip().equals(fault);
  }
}
