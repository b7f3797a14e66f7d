package dev.tidewire.ingest.intake;

/**
 * How many readings have a time that cannot be right.
 *
 * @param clamped to the time of receipt
 */
public record WrongTimes(int refused, int clamped, int kept) {
  /** No reading has. */
  public static final WrongTimes NONE = new WrongTimes(0, 0, 0);
}
