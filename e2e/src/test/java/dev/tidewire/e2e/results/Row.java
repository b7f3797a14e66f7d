package dev.tidewire.e2e.results;

/**
 * A row of the table of results.
 *
 * @param fault what was done; a row replaces the older row of the same fault
 * @param promise what must be true
 * @param figure what was measured
 */
record Row(String date, String commit, String fault, String promise, String figure) {
  String markdown() {
    return "| %s | %s | %s | %s | %s |".formatted(date, commit, fault, promise, figure);
  }

  /** Whether the line of a table is about the same fault. */
  boolean replaces(String line) {
    String[] cells = line.split("\\|", -1);
    return cells.length > 3 && cells[3].strip().equals(fault);
  }
}
