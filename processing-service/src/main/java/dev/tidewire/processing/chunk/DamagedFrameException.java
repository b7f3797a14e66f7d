package dev.tidewire.processing.chunk;

/** A stored frame cannot be read, or holds other readings than its row says. */
public final class DamagedFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where which row has the frame
   * @param detail what is wrong with it, in words
   */
  public DamagedFrameException(String where, String detail) {
    super(where + ": " + detail);
  }
}
