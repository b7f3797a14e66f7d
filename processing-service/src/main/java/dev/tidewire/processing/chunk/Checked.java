package dev.tidewire.processing.chunk;

/**
 * How many rows were checked.
 *
 * @param rows blocks and chunks
 * @param readings that the rows say to have
 * @param damaged how many of the rows are
 */
public record Checked(int rows, int readings, int damaged) {
  public static final Checked NOTHING = new Checked(0, 0, 0);

  /** Both together. */
  public Checked and(Checked other) {
    return new Checked(rows + other.rows, readings + other.readings, damaged + other.damaged);
  }
}
